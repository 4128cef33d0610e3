import type { Inbox, ReplyPolicy } from '@faladesk/core/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { templatesQuery } from '../../lib/template-query.ts'
import { Button } from '../../ui/button.tsx'
import { useNotify } from '../../ui/notify.tsx'
import { Section } from '../../ui/section.tsx'
import { useIsAdmin } from '../admins-only.tsx'
import { FailureNote } from '../failure-note.tsx'
import { fieldErrors } from '../form/field-errors.ts'
import { useChangeInbox } from '../inboxes/change-inbox.ts'
import { isComplete, moved, orderOf, withWay } from './policy-draft.ts'
import { PolicyWay } from './policy-way.tsx'
import './reply-policy.css'

/** What an answer becomes when the customer has been silent too long for free text: ways in the order they are tried. */
export function ReplyPolicySection({ inbox, hours }: { inbox: Inbox; hours: number }) {
  const { t } = useTranslation('channels')
  const common = useTranslation('common').t
  const isAdmin = useIsAdmin()
  const notify = useNotify()
  const templates = useQuery(templatesQuery(inbox.id))
  const change = useChangeInbox(inbox.id)
  const [draft, setDraft] = useState<ReplyPolicy | null>(null)
  const policy = draft ?? inbox.reply_policy
  const [asked, setAsked] = useState(false)
  const wrong = Object.values(fieldErrors(change.error))
  const edit = (next: ReplyPolicy) => {
    change.reset()
    setDraft(next)
  }
  const save = () => {
    setAsked(true)
    if (!isComplete(policy)) return
    change.mutate(
      { reply_policy: policy },
      {
        onSuccess: () => {
          setDraft(null)
          setAsked(false)
          notify(t('policy.saved'))
        },
      },
    )
  }
  return (
    <Section title={t('policy.title', { hours })} lead={t('policy.lead', { hours })}>
      <ol className="policy">
        {orderOf(policy).map((way) => (
          <PolicyWay
            key={way}
            way={way}
            place={policy.closed.indexOf(way)}
            last={policy.closed.length - 1}
            policy={policy}
            templates={templates.data ?? []}
            asked={asked}
            disabled={!isAdmin}
            onSwitch={(on) => edit(withWay(policy, way, on))}
            onMove={(by) => edit(moved(policy, way, by))}
            onChange={edit}
          />
        ))}
      </ol>
      <p className="policy-end">{t(policy.closed.length > 0 ? 'policy.end' : 'policy.nothing')}</p>
      <FailureNote error={change.error}>{wrong.join(' ')}</FailureNote>
      {isAdmin && (
        <div className="form-actions">
          <Button action="primary" disabled={!draft} busy={change.isPending} onPress={save}>
            {common('save')}
          </Button>
        </div>
      )}
    </Section>
  )
}
