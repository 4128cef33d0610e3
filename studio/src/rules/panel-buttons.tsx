import { Clock, FlaskConical, History, type LucideIcon, Play, Stethoscope } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useOpenPanel, useSafety } from './safety/safety.tsx'
import { type PanelName, panels } from './safety/safety-store.ts'

const icons: Record<PanelName, LucideIcon> = {
  doctor: Stethoscope,
  simulator: Play,
  tests: FlaskConical,
  backtest: History,
  versions: Clock,
}

/** Opens and closes the panels beside the view. */
export function PanelButtons() {
  const { t } = useTranslation('rules-tree')
  const open = useSafety((safety) => safety.panel)
  const openPanel = useOpenPanel()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's look and meaning.
    <div className="panel-buttons" role="group" aria-label={t('panel.name')}>
      {panels.map((name) => {
        const Icon = icons[name]
        return (
          <button
            key={name}
            type="button"
            className="panel-button"
            aria-pressed={open === name}
            // On a narrow screen the word beside the icon is not shown.
            aria-label={t(`panel.${name}`)}
            title={t(`panel.${name}`)}
            onClick={() => openPanel(open === name ? null : name)}
          >
            <Icon size={15} aria-hidden />
            <span>{t(`panel.${name}`)}</span>
          </button>
        )
      })}
    </div>
  )
}
