import { LayoutTemplate, MessageCircleOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiError } from '../../lib/api-error.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ChannelIcon } from '../channel-icon.tsx'
import { useChannelName } from './channel-name.ts'
import type { Draft } from './drafts.ts'
import type { Preview, Way } from './reply-contract.ts'
import { useCostText } from './use-cost-text.ts'
import './reply-choices.css'

interface Props {
  fork: { error: ApiError | null; preview: Preview | undefined; failed: boolean; barred: boolean } | null
  /** What was typed: kept, and shown to be kept. */
  text: string
  onTemplate: (preset?: Way['template']) => void
  onChannel: (via: NonNullable<Draft['via']>) => void
}

/** What stands in place of the field when free text cannot leave: the ways that are left, each with its price. */
export function ReplyChoices({ fork, text, onTemplate, onChannel }: Props) {
  const { t } = useTranslation('console-channels')
  const costText = useCostText()
  const channelName = useChannelName()
  if (!fork) return null
  const { error, preview, failed, barred } = fork
  const home = preview?.ways.find(({ via }) => via === 'text')
  // What is closed for the very same reason is no way worth showing; what can be taken stands first.
  const ways = (preview?.ways ?? [])
    .filter((way) => way.via !== 'text' && (way.allowed || way.reason !== home?.reason))
    .sort((a, b) => Number(b.allowed) - Number(a.allowed))
  // A template opens a closed window, and nothing else: whom nothing may or can be sent there, none reaches.
  const templates = !barred && (!error || error.code === 'window_closed')
  return (
    <section
      className="choices"
      aria-label={t('choices.label')}
      onKeyDown={(event) => {
        if (event.key !== '/' || !templates) return
        event.preventDefault()
        onTemplate()
      }}
    >
      <p className="choices-why" role="status">
        {error?.message ?? (barred ? home?.reason : null) ?? t('choices.closed')}
      </p>
      {text.trim() !== '' && <p className="choices-kept truncate">{t('choices.kept', { text: text.trim() })}</p>}
      {!preview && !failed ? (
        <Skeleton height={46} />
      ) : (
        <ul className="choices-list">
          {ways.map((way, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same template may be planned twice, for nothing and for money.
            <li key={`${way.via}-${way.inbox_id}-${way.template?.ref ?? ''}-${index}`}>
              <Choice
                icon={way.via === 'channel' ? <ChannelIcon channel={way.channel} name={null} /> : undefined}
                title={
                  way.via === 'channel'
                    ? t('choices.channel', { channel: channelName(way.channel) })
                    : t('choices.template', { name: way.template?.name ?? '' })
                }
                about={way.allowed ? (way.template?.body ?? way.inbox_name) : way.reason}
                cost={way.allowed ? costText(way.cost) : null}
                disabled={!way.allowed}
                suggested={preview?.chosen !== null && preview?.ways[preview?.chosen ?? -1] === way}
                onPress={() =>
                  way.via === 'channel'
                    ? onChannel({ inbox_id: way.inbox_id, name: way.inbox_name, channel: way.channel })
                    : onTemplate(way.template)
                }
              />
            </li>
          ))}
          {templates && (
            <li>
              <Choice title={t('choices.pick')} about={t('choices.pickAbout')} keys="/" onPress={() => onTemplate()} />
            </li>
          )}
          {!templates && ways.length === 0 && (
            <li className="choices-none">
              <MessageCircleOff size={15} aria-hidden />
              {t('choices.none')}
            </li>
          )}
        </ul>
      )}
    </section>
  )
}

interface ChoiceProps {
  icon?: ReactNode
  title: string
  about: string | undefined
  cost?: string | null
  keys?: string
  disabled?: boolean
  suggested?: boolean
  onPress: () => void
}

function Choice({ icon, title, about, cost, keys, disabled, suggested, onPress }: ChoiceProps) {
  return (
    <button
      type="button"
      className="choice"
      aria-keyshortcuts={keys}
      data-suggested={suggested || undefined}
      disabled={disabled}
      onClick={onPress}
    >
      <span className="choice-icon">{icon ?? <LayoutTemplate size={16} aria-hidden />}</span>
      <span className="choice-words">
        <span className="choice-title truncate">{title}</span>
        {about && <span className="choice-about">{about}</span>}
      </span>
      {cost && <span className="choice-cost">{cost}</span>}
      {keys && <kbd>{keys}</kbd>}
    </button>
  )
}
