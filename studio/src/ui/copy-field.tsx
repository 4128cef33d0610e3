import { Check, Copy } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './copy-field.css'
import { announce } from './notify.tsx'

interface Props {
  label: string
  value: string
  hint?: string | undefined
  hideLabel?: boolean | undefined
}

/** Something to take elsewhere, with a button that copies it. */
export function CopyField({ label, value, hint, hideLabel }: Props) {
  const { t } = useTranslation('common')
  const id = useId()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 2000)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    // Without permission, or outside https, the text is selected instead: Ctrl+C does the rest.
    try {
      await navigator.clipboard.writeText(value)
      setCopied(true)
      announce(t('copied'))
    } catch {
      const field = document.getElementById(id)
      if (field) getSelection()?.selectAllChildren(field)
    }
  }
  return (
    <div className="copy-field">
      <span className={hideLabel ? 'visually-hidden' : 'copy-field-label'} id={`${id}-label`}>
        {label}
      </span>
      <div className="copy-field-line">
        <code id={id} className="copy-field-value">
          {value}
        </code>
        <button
          type="button"
          className="copy-field-button"
          aria-label={`${t('copy')}: ${label}`}
          onClick={() => void copy()}
        >
          {copied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
          <span>{copied ? t('copied') : t('copy')}</span>
        </button>
      </div>
      {hint && <p className="copy-field-hint">{hint}</p>}
    </div>
  )
}
