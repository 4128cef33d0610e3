import { CATALOGUE, type Catalogue } from '../catalogue.ts'
import type { RuleDocument } from '../document.ts'
import type { Locale } from '../text.ts'
import { createDefaultCheck } from './check-default.ts'
import { checkDocuments } from './check-documents.ts'
import { checkHours } from './check-hours.ts'
import { checkLoops } from './check-loops.ts'
import { checkTags } from './check-tags.ts'
import type { DoctorFinding, Draft, References } from './doctor-finding.ts'
import type { Entry, Examination } from './entry.ts'
import { createPairs } from './pairs.ts'
import { createRoll } from './roll.ts'

/** In which language to speak, which facts, operators and actions exist, and which names the organization knows. */
export interface DoctorOptions {
  readonly locale?: Locale
  readonly catalogue?: Catalogue
  readonly references?: References
  /** Lets others work between slices of a long diagnosis: in a worker or a server, a promise of the next turn. */
  readonly pause?: () => Promise<void>
}

/** Diagnoses versions of a document one after another and remembers what it knows of rules that stay. */
export interface Doctor {
  diagnose(document: RuleDocument): Promise<readonly DoctorFinding[]>
}

/**
 * Makes a Doctor. It says only what it is sure of: every finding that facts can show was run through the engine first,
 * and what the engine does not confirm is not said.
 */
export function createDoctor(options: DoctorOptions = {}): Doctor {
  const { locale = 'pt-BR', catalogue = CATALOGUE, references, pause = goOn } = options
  const examination: Examination = { locale, catalogue, references }
  const roll = createRoll(examination)
  const compare = createPairs(examination)
  const checkDefault = createDefaultCheck(examination)
  let last: Promise<unknown> = Promise.resolve()

  const examine = async (document: RuleDocument): Promise<readonly DoctorFinding[]> => {
    const { entries, shared } = await roll.call(document, pause)
    const found = [
      ...(await compare(entries, pause)),
      ...(await checkLoops(entries, examination)),
      ...checkTags(entries, examination),
      ...(await checkDocuments(entries, examination)),
      ...(await checkHours(entries, examination)),
      ...(await checkDefault(entries)),
    ]
    return [...shared, ...inOrder(entries, found)]
  }

  return {
    diagnose(document) {
      // One at a time: what is remembered belongs to the version before.
      const next = last.then(() => examine(document))
      last = next.catch(() => undefined)
      return next
    },
  }
}

/** Says what is wrong with a valid document; for a document that is being edited, `createDoctor` is faster. */
export const diagnose = (document: RuleDocument, options: DoctorOptions = {}): Promise<readonly DoctorFinding[]> =>
  createDoctor(options).diagnose(document)

// There is no clock here; who has others waiting passes one.
const goOn = (): Promise<void> => Promise.resolve()

// Each rule's own findings first, then what was found of it among others; last what is about no rule.
function inOrder(entries: readonly Entry[], found: readonly DoctorFinding[]): readonly DoctorFinding[] {
  const about = new Map<string | null, DoctorFinding[]>()
  for (const finding of found) {
    const before = about.get(finding.ruleId)
    if (before === undefined) about.set(finding.ruleId, [finding])
    else before.push(finding)
  }
  const all: DoctorFinding[] = []
  for (const { rule, position, drafts } of entries) {
    for (const draft of drafts) all.push(placed(draft, rule.id, `/rules/${position}`))
    all.push(...(about.get(rule.id) ?? []))
  }
  return [...all, ...(about.get(null) ?? [])]
}

const placed = ({ at, shared, fix, ...about }: Draft, ruleId: string, here: string): DoctorFinding => ({
  ...about,
  ruleId,
  pointer: shared ? at : here + at,
  ...(fix === undefined ? {} : { fix: { label: fix.label, edits: fix.edits(here) } }),
})
