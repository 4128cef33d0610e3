import { CATALOGUE, type Catalogue } from './catalogue.ts'
import type { RuleDocument } from './document.ts'
import { EVENTS, MINUTES } from './events.ts'
import type { Finding } from './finding.ts'
import { LIMITS } from './limits.ts'
import { checkMeaning } from './meaning.ts'
import { type Problem, problemOf } from './problem.ts'
import { scan } from './scan.ts'
import { documentSchema } from './schema.ts'
import type { SchemaNode } from './schema-node.ts'
import type { Locale } from './text.ts'
import { walk } from './walk.ts'

/** A document that may be saved, with what its author should look at again; or everything that must be corrected first. */
export type Validation =
  | { readonly ok: true; readonly document: RuleDocument; readonly warnings: readonly Problem[] }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/** In which language to speak, and which facts, operators and actions exist. */
export interface ValidateOptions {
  readonly locale?: Locale
  readonly catalogue?: Catalogue
}

/**
 * Says whether a value of unknown origin is a rule document, and if not, where, in which field and what to do.
 * Never throws, never runs anything of the value, and takes time in proportion to its size.
 */
export function validateDocument(value: unknown, options: ValidateOptions = {}): Validation {
  const { locale = 'pt-BR', catalogue = CATALOGUE } = options
  const problems: Finding[] = []
  const warnings: Finding[] = []
  const report = (finding: Finding) => void problems.push(finding)

  const unsafe = scan(value)
  if (unsafe !== null) return refused([unsafe], locale)
  walk(schemaOf(catalogue), value, (finding) => report(explained(finding, catalogue)))
  if (problems.length === 0)
    checkMeaning(value as RuleDocument, catalogue, report, (warning) => void warnings.push(warning))
  if (problems.length > 0) return refused(problems, locale)
  return { ok: true, document: value as RuleDocument, warnings: inWords(warnings, locale) }
}

const refused = (problems: readonly Finding[], locale: Locale): Validation => ({
  ok: false,
  problems: inWords(problems, locale),
})

function inWords(findings: readonly Finding[], locale: Locale): readonly Problem[] {
  const shown = findings.slice(0, LIMITS.problems)
  if (findings.length > LIMITS.problems) shown.push({ code: 'too-many-problems', pointer: '' })
  return shown.map((finding) => problemOf(finding, locale))
}

// Where the schema's own complaint would not help, its author hears what to do: change the lane, say the minutes.
function explained(finding: Finding, catalogue: Catalogue): Finding {
  if (/^\/rules\/\d+\/on\/minutes$/u.test(finding.pointer)) {
    if (finding.code === 'required') return { ...finding, code: 'needs-minutes', limit: MINUTES.most }
    if (finding.code === 'unknown-key') return { ...finding, code: 'needless-minutes', allowed: TIMED }
  }
  const misplaced =
    finding.code === 'choice' && finding.pointer.endsWith('/event/type') && typeof finding.given === 'string'
  return misplaced && catalogue.actions.has(finding.given) ? { ...finding, code: 'wrong-lane' } : finding
}

const TIMED = EVENTS.filter(({ timed }) => timed).map(({ name }) => name)

const schemas = new WeakMap<Catalogue, SchemaNode>()

function schemaOf(catalogue: Catalogue): SchemaNode {
  const known = schemas.get(catalogue) ?? documentSchema(catalogue)
  schemas.set(catalogue, known)
  return known
}
