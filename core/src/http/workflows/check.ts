import { type Locale, say } from '@faladesk/plugin-sdk'
import type { RuleDocument, TestReport } from '@faladesk/rules'
import { Ended } from '../../backtest/start-thread.ts'
import type { CheckRules, LintReport } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { inOrganizationOf } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { Refusal } from '../refusal.ts'
import { checked, readWorkflow } from './drafts.ts'
import { readReferences } from './references.ts'

const patienceMs = 25_000

/** Says what the Rule Doctor finds in the draft or in a document, held against the organization's teams, tags and inboxes. */
export async function lint(
  host: Host,
  caller: Caller,
  id: string,
  { document }: CheckRules,
  locale: Locale,
): Promise<LintReport> {
  const { draft, references } = await inOrganizationOf(host.db, caller, async (tx) => ({
    draft: (await readWorkflow(tx, id)).draft,
    references: await readReferences(tx),
  }))
  const findings = await patiently(
    host.thread.ask(
      'lint',
      { document: checked(document ?? draft, locale, host.catalogue), locale, references },
      patienceMs,
    ),
  )
  return { findings: [...findings] }
}

/** Runs the tests that the draft or a document carries. */
export async function test(
  host: Host,
  caller: Caller,
  id: string,
  { document }: CheckRules,
  locale: Locale,
): Promise<TestReport> {
  const { draft } = await inOrganizationOf(host.db, caller, (tx) => readWorkflow(tx, id))
  return testRules(host, checked(document ?? draft, locale, host.catalogue))
}

/** Runs the tests of a document that may be saved. */
export const testRules = (host: Host, document: RuleDocument): Promise<TestReport> =>
  patiently(host.thread.ask('test', { document }, patienceMs))

/** Answers 503 instead of a thread that ended, for example because its work took too long. */
export async function patiently<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw error instanceof Ended ? new Refusal(503, 'took_too_long', tookTooLong) : error
  }
}

const tookTooLong = say(
  'Estas regras demoraram demais para analisar; tente de novo ou divida-as.',
  'Estas reglas tardaron demasiado en analizarse; intente de nuevo o divídalas.',
  'These rules took too long to look at; try again or divide them.',
)
