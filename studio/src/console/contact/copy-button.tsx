import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { copyText } from '../../lib/copy.ts'
import { announce } from '../../ui/notify.tsx'

/** Copies a value and shows for a moment that it did. */
export function CopyButton({ value, what }: { value: string; what: string }) {
  const { t } = useTranslation('console')
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    if (!(await copyText(value))) return
    announce(t('contact.copied', { what }))
    setCopied(true)
    setTimeout(() => setCopied(false), 1500)
  }
  return (
    <button type="button" className="copy-button" aria-label={t('contact.copy', { what })} onClick={() => void copy()}>
      {copied ? <Check size={14} color="var(--success)" aria-hidden /> : <Copy size={14} aria-hidden />}
    </button>
  )
}
