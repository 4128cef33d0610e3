import { useMutation } from '@tanstack/react-query'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { fetchFile } from '../../lib/api.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { saveFile } from '../../lib/save-file.ts'
import { useNotify } from '../../ui/notify.tsx'
import type { Message } from '../model.ts'

/** Saves a mail as its sender sent it, byte for byte. */
export function MailOriginal({ message: { id, conversation_id } }: { message: Message }) {
  const { t } = useTranslation('console-channels')
  const notify = useNotify()
  const errorText = useErrorText()
  const download = useMutation({
    mutationFn: () => fetchFile(`/v1/conversations/${conversation_id}/messages/${id}/original`),
    onSuccess: ({ file, name }) => saveFile(file, name),
    onError: (error) => notify(errorText(error)),
  })
  return (
    <button
      type="button"
      className="text-button mail-original"
      disabled={download.isPending}
      onClick={() => download.mutate()}
    >
      <Download size={14} aria-hidden />
      {t('mail.original')}
    </button>
  )
}
