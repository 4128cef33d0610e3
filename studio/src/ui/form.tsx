import type { ReactNode } from 'react'
import './field.css'

interface Props {
  onSubmit: () => void
  children: ReactNode
  label?: string | undefined
}

/** A form that Enter submits. Gluestack's buttons are never type=submit, so a hidden one stands in for the browser. */
export function Form({ onSubmit, children, label }: Props) {
  return (
    <form
      className="form"
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {children}
      <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />
    </form>
  )
}
