import { useQuery } from '@tanstack/react-query'
import { ChevronLeft, ChevronRight, MessagesSquare } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { fullTime, listTime } from '../../lib/format.ts'
import { useNow } from '../../lib/now.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useDraft } from '../draft.tsx'
import './pick-message.css'
import { conversationsQuery, decisionsOfQuery, type Found, factsNow, type StoredDecision } from './queries.ts'
import type { Base } from './trial.ts'

interface Props {
  onPick: (base: Base) => void
  onClose: () => void
}

/** Finds a conversation, then one of its messages, and takes the facts that message had. */
export function PickMessage({ onPick, onClose }: Props) {
  const { t } = useTranslation('rules-safety')
  const [chosen, setChosen] = useState<Found | null>(null)
  return (
    <Dialog open onClose={onClose} title={t('pick.title')} size="md">
      {chosen ? (
        <Messages conversation={chosen} onBack={() => setChosen(null)} onPick={onPick} />
      ) : (
        <Conversations onChoose={setChosen} />
      )}
    </Dialog>
  )
}

function Conversations({ onChoose }: { onChoose: (found: Found) => void }) {
  const { t, i18n } = useTranslation('rules-safety')
  const { id, timezone } = useOrganization()
  const now = useNow()
  const [words, setWords] = useState('')
  const { data, error, refetch } = useQuery(conversationsQuery(id, useDeferredValue(words.trim())))
  return (
    <>
      <TextField label={t('pick.search')} value={words} onChange={setWords} placeholder={t('pick.hint')} autoFocus />
      <div className="pick-list" aria-busy={!data && !error}>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton height={46} />}
        {data?.length === 0 && <EmptyState icon={MessagesSquare} title={t('pick.none')} />}
        <ul>
          {data?.map((found) => (
            <li key={found.id}>
              <button type="button" className="pick-item" onClick={() => onChoose(found)}>
                <span className="pick-words">
                  <span className="pick-name truncate">
                    {found.contact_name || found.contact_address || found.protocol}
                  </span>
                  <span className="safety-small truncate">{found.last_message_preview}</span>
                </span>
                <time className="safety-small" dateTime={found.last_message_at}>
                  {listTime(found.last_message_at, now, i18n.language, timezone)}
                </time>
                <ChevronRight size={15} aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}

function Messages(props: { conversation: Found; onBack: () => void; onPick: (base: Base) => void }) {
  const { conversation, onBack, onPick } = props
  const { t, i18n } = useTranslation('rules-safety')
  const { timezone } = useOrganization()
  const { detail } = useDraft()
  const { data, error, refetch } = useQuery(decisionsOfQuery(conversation.id))
  const [taking, setTaking] = useState<string | null>(null)
  const who = conversation.contact_name || conversation.contact_address || conversation.protocol

  const take = async (decision: StoredDecision) => {
    setTaking(decision.id)
    const text = String(decision.facts['message.text'] ?? '')
    // Facts the rules did not know of at the time are filled with what they are now; what was stored stands.
    const now = await factsNow(detail.id, conversation.id, text).catch(() => ({}))
    const when = fullTime(decision.created_at, i18n.language, timezone)
    onPick({ label: `${who} · ${when}`, facts: { ...now, ...decision.facts } })
  }

  return (
    <>
      <Button size="sm" action="ghost" icon={ChevronLeft} onPress={onBack}>
        {t('pick.back')}
      </Button>
      <p className="pick-of">{t('pick.of', { name: who })}</p>
      <div className="pick-list" aria-busy={!data && !error}>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Skeleton height={46} />}
        {data?.length === 0 && <EmptyState icon={MessagesSquare} title={t('pick.noMessages')} />}
        <ul>
          {data?.map((decision) => (
            <li key={decision.id}>
              <button
                type="button"
                className="pick-item"
                disabled={taking !== null}
                aria-busy={taking === decision.id}
                onClick={() => void take(decision)}
              >
                <span className="pick-words">
                  <span className="pick-text">{String(decision.facts['message.text'] ?? '') || t('pick.noText')}</span>
                </span>
                <time className="safety-small" dateTime={decision.created_at}>
                  {fullTime(decision.created_at, i18n.language, timezone)}
                </time>
              </button>
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}
