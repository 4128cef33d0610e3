import {
  type Catalogue,
  type Difference,
  type DoctorFinding,
  diagnose,
  differences,
  type Locale,
  type References,
  type RuleDocument,
  runTests,
  type TestReport,
} from '@faladesk/rules'
import type { WorkflowExplanation } from '../decide/ask-workflows.ts'
import { checkDecision, type Disagreement, type Taken } from './check-decision.ts'
import type { ClosedWindow } from './closed-window.ts'
import { type Explained, explainAgain } from './explain.ts'
import type { Fallback } from './outcome.ts'
import { createReplay, type Past, type Replayed } from './replay.ts'
import type { Group, Tallied } from './tally.ts'

/** The heavy work of the rules, done in a thread of its own: what is given and answered is copied. */
export const createTasks = (catalogue: Catalogue) => {
  let replay: ReturnType<typeof createReplay> | undefined
  const begun = () => {
    if (!replay) throw new Error('nothing was begun to be replayed')
    return replay
  }
  return {
    lint: ({
      document,
      locale,
      references,
    }: {
      document: RuleDocument
      locale: Locale
      references: References
    }): Promise<readonly DoctorFinding[]> => diagnose(document, { locale, references, catalogue }),
    test: ({ document }: { document: RuleDocument }): Promise<TestReport> => runTests(document, { catalogue }),
    difference: ({ before, after, locale }: { before: RuleDocument; after: RuleDocument; locale: Locale }) =>
      differences(before, after, { locale, catalogue }) as readonly Difference[],
    explain: (explained: Explained): Promise<WorkflowExplanation[]> => explainAgain(explained, catalogue),
    check: (taken: Taken): Promise<Disagreement[]> => checkDecision(taken, catalogue),
    begin: ({ workflows, fallback, inboxes }: Begun): void => {
      replay = createReplay(workflows, fallback, inboxes, catalogue)
    },
    replay: ({ page }: { page: readonly Past[] }): Promise<Group[]> => begun().add(page),
    result: (_: null): Tallied => begun().result(),
  }
}
export type Tasks = ReturnType<typeof createTasks>

interface Begun {
  workflows: Replayed[]
  fallback: Fallback
  inboxes: ClosedWindow[]
}
