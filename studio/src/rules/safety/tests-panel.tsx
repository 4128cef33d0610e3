import { MessagesSquare, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { useDocument } from '../use-document.tsx'
import { CoverageView } from './coverage-view.tsx'
import { NewTest } from './new-test.tsx'
import { Panel } from './panel.tsx'
import { PickMessage } from './pick-message.tsx'
import { useOpenPanel, useReport } from './safety.tsx'
import { TestRow } from './test-row.tsx'
import type { Base } from './trial.ts'

/** The document's tests, run at every edit: what passes, what fails and why, and what no test looks at. */
export function TestsPanel() {
  const { t } = useTranslation('rules-safety')
  const { document, canEdit } = useDocument()
  const report = useReport()
  const openPanel = useOpenPanel()
  const [picking, setPicking] = useState(false)
  const [picked, setPicked] = useState<Base | null>(null)
  const tests = document.tests ?? []
  const add = canEdit && (
    <div className="safety-row">
      <Button size="sm" icon={Plus} onPress={() => openPanel('simulator')}>
        {t('tests.fromMessage')}
      </Button>
      <Button size="sm" icon={MessagesSquare} onPress={() => setPicking(true)}>
        {t('tests.fromConversation')}
      </Button>
    </div>
  )
  return (
    <Panel title={t('tests.title')}>
      {tests.length === 0 ? (
        <EmptyState icon={MessagesSquare} title={t('tests.empty')} action={add}>
          {t('tests.emptyText')}
        </EmptyState>
      ) : (
        <>
          {report ? (
            <p className="test-score" role="status">
              <strong data-tone={report.failed > 0 ? 'danger' : 'success'}>
                {report.failed > 0
                  ? t('tests.failed', { count: report.failed })
                  : t('tests.allPass', { count: report.passed })}
              </strong>
              {report.failed > 0 && <span className="safety-small">{t('tests.passed', { count: report.passed })}</span>}
            </p>
          ) : (
            <Skeleton height={24} />
          )}
          <ul className="safety-list">
            {tests.map((test, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a test has no other name than its place.
              <TestRow key={index} test={test} index={index} result={report?.results[index]} />
            ))}
          </ul>
          <div style={{ marginTop: 12 }}>{add}</div>
          {report && <CoverageView report={report} />}
        </>
      )}
      {picking && (
        <PickMessage
          onClose={() => setPicking(false)}
          onPick={(base) => {
            setPicking(false)
            setPicked(base)
          }}
        />
      )}
      {picked && <NewTest base={picked} onClose={() => setPicked(null)} />}
    </Panel>
  )
}
