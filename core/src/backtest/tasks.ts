import {
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
import { type Explained, explainAgain } from './explain.ts'
import type { Fallback } from './outcome.ts'
import { createReplay, type Past, type Replayed } from './replay.ts'
import type { Group, Tallied } from './tally.ts'

let replay: ReturnType<typeof createReplay> | undefined

/** The heavy work of the rules, done in a thread of its own: what is given and answered is copied. */
export const tasks = {
  lint: ({
    document,
    locale,
    references,
  }: {
    document: RuleDocument
    locale: Locale
    references: References
  }): Promise<readonly DoctorFinding[]> => diagnose(document, { locale, references }),
  test: ({ document }: { document: RuleDocument }): Promise<TestReport> => runTests(document),
  difference: ({ before, after, locale }: { before: RuleDocument; after: RuleDocument; locale: Locale }) =>
    differences(before, after, { locale }) as readonly Difference[],
  explain: (explained: Explained): Promise<WorkflowExplanation[]> => explainAgain(explained),
  check: (taken: Taken): Promise<Disagreement[]> => checkDecision(taken),
  begin: ({ workflows, fallback }: { workflows: Replayed[]; fallback: Fallback }): void => {
    replay = createReplay(workflows, fallback)
  },
  replay: ({ page }: { page: readonly Past[] }): Promise<Group[]> => begun().add(page),
  result: (_: null): Tallied => begun().result(),
}
export type Tasks = typeof tasks

const begun = () => {
  if (!replay) throw new Error('nothing was begun to be replayed')
  return replay
}
