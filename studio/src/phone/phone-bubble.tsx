import { CheckCheck, Clock, FileText, Image, Mic } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { clockTime } from '../lib/format.ts'
import { useOrganization } from '../lib/organization.tsx'

interface Props {
  side: 'mine' | 'theirs'
  text: string
  content: unknown
  /** Null while it is on its way. */
  at: string | null
  state: 'sending' | 'sent'
}

interface MediaPart {
  k: 'media'
  media: { url?: string; mime?: string; filename?: string }
}

/** One bubble as a customer sees it. Two ticks: the webhook has taken it. */
export const PhoneBubble = memo(function PhoneBubble({ side, text, content, at, state }: Props) {
  const { t, i18n } = useTranslation('phone')
  const { timezone } = useOrganization()
  const files = (Array.isArray(content) ? content : []).filter((part): part is MediaPart => part?.k === 'media')
  return (
    <div className="device-bubble" data-side={side}>
      <span className="visually-hidden">{t(side)}</span>
      {files.map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the files of a message never change their order.
        <Media key={index} {...part.media} />
      ))}
      {text && <p className="device-text">{text}</p>}
      <span className="device-meta">
        {at && <time dateTime={at}>{clockTime(at, i18n.language, timezone)}</time>}
        {side === 'mine' && <Ticks state={state} />}
      </span>
    </div>
  )
})

function Ticks({ state }: { state: 'sending' | 'sent' }) {
  const { t } = useTranslation('phone')
  const Icon = state === 'sending' ? Clock : CheckCheck
  return (
    <span className="device-ticks" data-state={state} role="img" aria-label={t(`tick.${state}`)}>
      <Icon size={14} aria-hidden />
    </span>
  )
}

function Media({ url, mime = '', filename }: MediaPart['media']) {
  const { t } = useTranslation('phone')
  const kind = mime.startsWith('image/') ? 'image' : mime.startsWith('audio/') ? 'audio' : 'file'
  const Icon = kind === 'image' ? Image : kind === 'audio' ? Mic : FileText
  // Only what this page itself serves is shown; anything else is named, never fetched.
  const isOurs = url?.startsWith(`${location.origin}/`) === true
  if (kind === 'image' && isOurs) return <img className="device-image" src={url} alt={filename ?? t('media.image')} />
  // biome-ignore lint/a11y/useMediaCaption: a sample tone without words has nothing to caption.
  if (kind === 'audio' && isOurs) return <audio className="device-audio" src={url} controls preload="none" />
  return (
    <span className="device-file">
      <Icon size={16} aria-hidden /> {filename ?? t(`media.${kind}`)}
    </span>
  )
}
