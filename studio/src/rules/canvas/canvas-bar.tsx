import { AlignLeft, Route, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Pill } from '../../ui/pill.tsx'

interface Props {
  /** Messages in the days the numbers speak of; null while unknown. */
  messages: number | null
  days: number
  /** What the path on show says in words; null when there is none. */
  path: string | null
  onClearPath: () => void
  asText: boolean
  onAsText: (asText: boolean) => void
}

/** Above the map: what the numbers mean, the path on show, and the map as text. */
export function CanvasBar({ messages, days, path, onClearPath, asText, onAsText }: Props) {
  const { t } = useTranslation('rules-canvas')
  return (
    <div className="canvas-bar">
      {path === null ? (
        <p className="canvas-bar-about">{messages === null ? t('about') : t('aboutCounts', { days })}</p>
      ) : (
        <div className="canvas-bar-path">
          <Pill tone="success" icon={Route}>
            {t('path.title')}
          </Pill>
          <span className="canvas-bar-words">{path}</span>
          <IconButton icon={X} label={t('path.clear')} onPress={onClearPath} />
        </div>
      )}
      <Button size="sm" icon={AlignLeft} onPress={() => onAsText(!asText)}>
        {t(asText ? 'asMap' : 'asText')}
      </Button>
    </div>
  )
}
