import { CircleAlert, CircleCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useDraft } from '../draft.tsx'
import { useDocument } from '../use-document.tsx'
import { BacktestView } from './backtest-view.tsx'
import { DifferenceList } from './difference-list.tsx'
import './publish.css'
import { publishCheck, type Way } from './publish-check.ts'
import { PublishTests } from './publish-tests.tsx'
import { PublishWay } from './publish-way.tsx'
import { Refusal } from './refusal.tsx'
import { useFindings, useReport } from './safety.tsx'
import { usePublish } from './use-publish.ts'

/** Before a draft is put in force: what it changes, what is wrong with it, what it would have done, and why. */
export function PublishDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('rules-safety')
  const common = useTranslation('common').t
  const { detail } = useDraft()
  const { document } = useDocument()
  const findings = useFindings()
  const report = useReport()
  const [note, setNote] = useState('')
  const [reason, setReason] = useState('')
  const [way, setWay] = useState<Way>({ mode: 'now', percent: 10, inboxes: [] })
  const publish = usePublish(onClose)
  const check = publishCheck({ findings, report, reason, way })
  const { mutate, isPending, error } = publish
  const footer = (
    <>
      <Button onPress={onClose}>{common('cancel')}</Button>
      <Button
        action="primary"
        busy={isPending}
        disabled={!check.ready}
        onPress={() => mutate({ note, reason, way, failing: check.needsReason })}
      >
        {t(`publish.confirm.${way.mode}`)}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={onClose} title={t('publish.title')} size="lg" footer={footer}>
      <div className="publish">
        <section>
          <h3 className="safety-subtitle">{t(detail.published ? 'publish.changes' : 'publish.first')}</h3>
          <DifferenceList before={detail.published} after={document} />
        </section>
        <section>
          <h3 className="safety-subtitle">{t('publish.checks')}</h3>
          {check.errors.length > 0 && (
            <div className="safety-alert" data-tone="danger">
              <CircleAlert size={15} aria-hidden />
              <div>
                <p>{t('publish.errors', { count: check.errors.length })}</p>
                <ul className="publish-errors">
                  {check.errors.slice(0, 5).map(({ pointer, kind, ruleId, message }) => (
                    <li key={`${kind} ${pointer}`}>
                      {ruleId && <strong>{document.rules.find(({ id }) => id === ruleId)?.name}: </strong>}
                      {message}
                    </li>
                  ))}
                </ul>
              </div>
            </div>
          )}
          {check.errors.length === 0 && (
            <p className="safety-calm">
              <CircleCheck size={15} aria-hidden /> {t('publish.healthy')}
            </p>
          )}
          {report ? (
            <PublishTests report={report} failed={check.failed} reason={reason} onReason={setReason} />
          ) : (
            <Skeleton height={20} />
          )}
        </section>
        <section>
          <h3 className="safety-subtitle">{t('publish.effect')}</h3>
          <BacktestView />
        </section>
        <section>
          <h3 className="safety-subtitle">{t('publish.how')}</h3>
          <PublishWay way={way} onChange={setWay} hasPublished={detail.published !== null} />
        </section>
        <TextField label={t('publish.note')} hint={t('publish.noteHint')} value={note} onChange={setNote} />
        {error && <Refusal error={error} />}
      </div>
    </Dialog>
  )
}
