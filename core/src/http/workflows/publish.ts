import { type Locale, say } from '@faladesk/plugin-sdk'
import type { RuleDocument, TestReport } from '@faladesk/rules'
import type { Publish, WorkflowVersionDetail } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { audit, inOrganizationOf } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { conflict } from '../refusal.ts'
import { putOnTrial } from './candidate.ts'
import { testRules } from './check.ts'
import { checked, readWorkflow, refuseOlder } from './drafts.ts'
import { refuseUndoable } from './undoable.ts'
import { addVersion, putInForce, readVersion } from './versions.ts'

/**
 * Makes the draft a new version that never changes, in force or on trial; every replica takes it with the commit.
 * Throws 409 with the report when the document's own tests fail and nobody says why that is accepted.
 */
export async function publish(
  host: Host,
  caller: Caller,
  id: string,
  { note, revision, override, as }: Publish,
  language: Locale,
): Promise<WorkflowVersionDetail> {
  const { draft, draft_revision } = await inOrganizationOf(host.db, caller, async (tx) => {
    await refuseOlder(tx, id, revision)
    return readWorkflow(tx, id)
  })
  const document = checked(draft, language, host.catalogue)
  refuseUndoable(document)
  const report = await failures(host, document)
  if (report && override === undefined) throw conflict('tests_failed', testsFailed(report.failed), [report])
  return inOrganizationOf(host.db, caller, async (tx) => {
    // What was tested is what is published: a draft saved meanwhile is told.
    await refuseOlder(tx, id, draft_revision)
    const accepted = report && override?.trim()
    const version = await addVersion(tx, caller, id, {
      document,
      note,
      trial: as?.mode,
      override: accepted || undefined,
    })
    if (as) await putOnTrial(tx, caller, id, version, as)
    else await putInForce(tx, id, version)
    await audit(tx, caller, as ? 'workflow.tried' : 'workflow.published', id, {
      version,
      ...(as && { as }),
      ...(accepted && { override: accepted, failed: report.failed }),
    })
    return readVersion(tx, id, version)
  })
}

const failures = async (host: Host, document: RuleDocument): Promise<TestReport | null> => {
  if (!document.tests?.length) return null
  const report = await testRules(host, document)
  return report.failed > 0 ? report : null
}

const testsFailed = (failed: number) =>
  failed === 1
    ? say(
        'Um teste destas regras falhou. Corrija a regra ou o teste, ou diga em `override` por que publicar assim mesmo.',
        'Falló una prueba de estas reglas. Corrija la regla o la prueba, o diga en `override` por qué publicar así.',
        'One test of these rules failed. Correct the rule or the test, or say in `override` why to publish anyway.',
      )
    : say(
        `${failed} testes destas regras falharam. Corrija as regras ou os testes, ou diga em \`override\` por que publicar assim mesmo.`,
        `Fallaron ${failed} pruebas de estas reglas. Corrija las reglas o las pruebas, o diga en \`override\` por qué publicar así.`,
        `${failed} tests of these rules failed. Correct the rules or the tests, or say in \`override\` why to publish anyway.`,
      )
