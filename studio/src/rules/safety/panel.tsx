import { X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { useOpenPanel } from './safety.tsx'

interface Props {
  title: string
  children: ReactNode
  /** Stays in sight below the content. */
  footer?: ReactNode
}

/** A panel beside the editor: its title, a button that closes it, and its content, which scrolls by itself. */
export function Panel({ title, children, footer }: Props) {
  const { t } = useTranslation('rules-safety')
  const open = useOpenPanel()
  const id = useId()
  return (
    <section className="safety-panel" aria-labelledby={id}>
      <header className="safety-panel-head">
        <h2 id={id} className="safety-panel-title" tabIndex={-1}>
          {title}
        </h2>
        <IconButton icon={X} label={t('close')} onPress={() => open(null)} />
      </header>
      <div className="safety-panel-body">{children}</div>
      {footer && <div className="safety-panel-foot">{footer}</div>}
    </section>
  )
}
