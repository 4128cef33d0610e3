import type { ReactNode } from 'react'
import './field.css'

export interface FieldProps {
  label: string
  hint?: string | undefined
  /** What is wrong and what to do about it; replaces the hint. */
  error?: string | undefined
  required?: boolean | undefined
  /** Keeps the label for screen readers only, where the place says what it is. */
  hideLabel?: boolean | undefined
}

/** The label above a control and the hint or error below it, tied together by id. */
export function Field({ id, children, ...field }: FieldProps & { id: string; children: ReactNode }) {
  const { label, hint, error, required, hideLabel } = field
  return (
    <div className="field">
      <label htmlFor={id} id={`${id}-label`} className={hideLabel ? 'visually-hidden' : 'field-label'}>
        {label}
        {required && (
          <span className="field-required" aria-hidden="true">
            *
          </span>
        )}
      </label>
      {children}
      {(error ?? hint) && (
        <p id={`${id}-about`} className={error ? 'field-error' : 'field-hint'} role={error ? 'alert' : undefined}>
          {error ?? hint}
        </p>
      )}
    </div>
  )
}

/** The id of the text that describes a field, if it has any. */
export const describedBy = (id: string, field: FieldProps) => (field.error || field.hint ? `${id}-about` : undefined)
