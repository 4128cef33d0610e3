import { FileWarning, Paperclip } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { RemoveButton } from '../../ui/remove-button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import type { Attached } from './use-attachments.ts'
import './attachment-tray.css'

/** The files waiting to be sent with the message being written. */
export function AttachmentTray({ files, onRemove }: { files: Attached[]; onRemove: (key: string) => void }) {
  const { t } = useTranslation('console')
  if (files.length === 0) return null
  return (
    <ul className="tray" aria-label={t('composer.files')}>
      {files.map((file) => {
        const failed = file.state === 'failed' || file.state === 'tooLarge'
        return (
          <li key={file.key} className="tray-file" data-failed={failed || undefined}>
            {file.state === 'uploading' ? (
              <Spinner />
            ) : failed ? (
              <FileWarning size={14} aria-hidden />
            ) : (
              <Paperclip size={14} aria-hidden />
            )}
            <span className="truncate">{file.name}</span>
            {failed && <span role="alert">{t(`composer.file.${file.state}`)}</span>}
            {file.state === 'uploading' && <span className="visually-hidden">{t('composer.file.uploading')}</span>}
            <RemoveButton label={t('composer.file.remove', { name: file.name })} onPress={() => onRemove(file.key)} />
          </li>
        )
      })}
    </ul>
  )
}
