import type { ReactNode } from 'react'
import { useErrorText } from '../lib/error-text.ts'

/** What went wrong, in better words where there are some, else the error's own; nothing where nothing did. */
export function FailureNote({ error, children }: { error: unknown; children?: ReactNode }) {
  const errorText = useErrorText()
  if (!error) return null
  return (
    <p className="settings-note" data-tone="danger" role="alert">
      {children || errorText(error)}
    </p>
  )
}
