import { useQuery } from '@tanstack/react-query'
import { FileText, FileWarning } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { fileSize } from '../../lib/format.ts'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Attachment } from '../model.ts'
import { fileQuery } from '../queries.ts'
import './attachment.css'

/** A file that came with a message: a picture or a player where the browser has one, else a name to open. */
export function AttachmentView({ file }: { file: Attachment }) {
  const { t, i18n } = useTranslation('console')
  const name = file.name ?? t('file.unnamed')
  const { data: url, isError } = useQuery({
    ...fileQuery(file.path ?? ''),
    enabled: file.status === 'stored' && !!file.path,
  })
  if (file.status === 'failed' || isError)
    return (
      <span className="attachment" data-failed>
        <FileWarning size={18} aria-hidden />
        <span className="attachment-words">
          <span className="truncate">{name}</span>
          <small>{file.reason ?? t('file.failed')}</small>
        </span>
      </span>
    )
  const kind = file.mime.split('/')[0]
  if (kind === 'image')
    return url ? (
      <a className="attachment-image" href={url} target="_blank" rel="noopener noreferrer">
        <img src={url} alt={file.name ? t('file.image', { name }) : t('file.imageUnnamed')} loading="lazy" />
      </a>
    ) : (
      <span className="attachment-image" aria-busy="true">
        <Skeleton width={240} height={160} />
      </span>
    )
  if (kind === 'audio' && url)
    // biome-ignore lint/a11y/useMediaCaption: a customer's voice message comes without captions.
    return <audio className="attachment-audio" src={url} controls preload="none" aria-label={name} />
  if (kind === 'video' && url)
    // biome-ignore lint/a11y/useMediaCaption: a customer's video comes without captions.
    return <video className="attachment-video" src={url} controls preload="metadata" aria-label={name} />
  return (
    <a className="attachment" href={url} target="_blank" rel="noopener noreferrer" aria-busy={!url}>
      <FileText size={18} aria-hidden />
      <span className="attachment-words">
        <span className="truncate">{name}</span>
        <small>
          {file.status === 'pending' ? t('file.pending') : file.size !== null && fileSize(file.size, i18n.language)}
        </small>
      </span>
    </a>
  )
}
