import {
  type Catalogue,
  type DoctorFinding,
  diagnose,
  type Locale,
  type RuleDocument,
  validateDocument,
} from '@faladesk/rules'
import type { Command } from '../command.ts'
import { catalogueFor } from './catalogue.ts'
import { localeOf, localeOption } from './locale.ts'
import { readJson } from './read-document.ts'

type Finding = Pick<DoctorFinding, 'severity' | 'ruleId' | 'pointer' | 'message' | 'example'> & {
  /** The Doctor's kind, or the code of a problem that makes the document invalid. */
  kind: string
}

/** `faladesk rules lint`: what is wrong with a document, and what looks like a mistake in it. */
export const lint: Command = {
  name: 'rules lint',
  usage: 'DOC [--locale pt-BR|es|en]',
  does: 'Says what is wrong in a document and what looks like a mistake, with an example; exits with 1 on an error.',
  options: localeOption,
  words: ['DOC'],
  async run(given, print, [file = '']) {
    const locale = localeOf(given)
    const findings = await lintAll(await readJson(file), locale)
    const errors = findings.filter(({ severity }) => severity === 'error').length
    if (given.json) print(JSON.stringify(findings, null, 2))
    else {
      for (const { severity, pointer, ruleId, message, example } of findings) {
        print(`${marks[severity]} ${ruleId ?? pointer}  ${message}`)
        if (example !== undefined) print(`    ${example.shows}`)
      }
      print(findings.length === 0 ? 'Nothing to correct.' : `\n${findings.length} findings, ${errors} to correct.`)
    }
    return errors === 0 ? 0 : 1
  },
}

const marks = { error: '✗', warning: '!', hint: '·' } as const

async function lintAll(value: unknown, locale: Locale): Promise<readonly Finding[]> {
  const catalogue = await catalogueFor(value)
  const validation = validateDocument(value, { locale, catalogue })
  const problems = validation.ok ? validation.warnings : validation.problems
  const severity = validation.ok ? 'warning' : 'error'
  const found = problems.map(
    ({ code, pointer, message }): Finding => ({
      kind: code,
      severity,
      ruleId: ruleAt(value, pointer),
      pointer,
      message,
    }),
  )
  if (!validation.ok) return found
  return [...found, ...(await diagnosed(validation.document, locale, catalogue))]
}

async function diagnosed(document: RuleDocument, locale: Locale, catalogue: Catalogue): Promise<readonly Finding[]> {
  const findings = await diagnose(document, { locale, catalogue })
  return findings.map(({ kind, severity, ruleId, pointer, message, example }) => ({
    kind,
    severity,
    ruleId,
    pointer,
    message,
    ...(example === undefined ? {} : { example }),
  }))
}

/** The id of the rule a pointer leads into, where it leads into one that has an id. */
function ruleAt(value: unknown, pointer: string): string | null {
  const index = /^\/rules\/(\d+)(?:\/|$)/.exec(pointer)?.[1]
  const rules = (value as { rules?: unknown } | null)?.rules
  if (index === undefined || !Array.isArray(rules)) return null
  const id = (rules[Number(index)] as { id?: unknown } | null)?.id
  return typeof id === 'string' ? id : null
}
