import { type ReactNode, useId } from 'react'
import './section.css'

interface Props {
  title: string
  lead?: string | undefined
  children: ReactNode
  /** Stands at the right of the title. */
  aside?: ReactNode
}

/** A titled box of a page: one subject, its controls and its words together. */
export function Section({ title, lead, children, aside }: Props) {
  const id = useId()
  return (
    <section className="section" aria-labelledby={id}>
      <header className="section-head">
        <div>
          <h2 id={id} className="section-title">
            {title}
          </h2>
          {lead && <p className="section-lead">{lead}</p>}
        </div>
        {aside}
      </header>
      <div className="section-body">{children}</div>
    </section>
  )
}
