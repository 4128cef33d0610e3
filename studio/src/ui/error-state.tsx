import { CloudOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../lib/error-text.ts'
import { Button } from './button.tsx'
import './states.css'

interface Props {
  error: unknown
  onRetry?: (() => void) | undefined
  title?: string | undefined
}

/** Says what went wrong in plain words and offers to try again. */
export function ErrorState({ error, onRetry, title }: Props) {
  const { t } = useTranslation('common')
  const text = useErrorText()
  return (
    <div className="state" role="alert">
      <span className="state-icon" data-tone="danger">
        <CloudOff size={22} strokeWidth={1.6} aria-hidden />
      </span>
      <h2 className="state-title">{title ?? t('error.title')}</h2>
      <p className="state-text">{text(error)}</p>
      {onRetry && (
        <div className="state-action">
          <Button onPress={onRetry}>{t('retry')}</Button>
        </div>
      )}
    </div>
  )
}
