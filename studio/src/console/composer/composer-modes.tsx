import { useTranslation } from 'react-i18next'
import type { Draft } from './drafts.ts'

/** The two things that can be written: a reply, or a note. */
export function ComposerModes({ mode, onMode }: { mode: Draft['mode']; onMode: (mode: Draft['mode']) => void }) {
  const { t } = useTranslation('console')
  return (
    <div className="composer-modes" role="tablist" aria-label={t('composer.modes')}>
      {(['reply', 'note'] as const).map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          aria-selected={mode === one}
          aria-keyshortcuts={one === 'reply' ? 'r' : 'n'}
          onClick={() => onMode(one)}
        >
          {t(`composer.${one}`)}
        </button>
      ))}
    </div>
  )
}
