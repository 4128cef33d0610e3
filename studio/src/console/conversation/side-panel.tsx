import { X } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Actions } from '../actions.ts'
import { ContactPanel } from '../contact/contact-panel.tsx'
import type { Thread } from '../model.ts'
import { useConsoleSearch } from '../use-console-search.ts'
import './side-panel.css'

// Saying rules in words needs the whole catalogue of facts: fetched when someone asks why.
const WhyPanel = lazy(() => import('../why/why-panel.tsx').then((module) => ({ default: module.WhyPanel })))

interface Props {
  thread: Thread
  actions: Actions
  panel: 'contact' | 'why'
}

/** Beside the thread: who the contact is, or why the rules did what they did. */
export function SidePanel({ thread, actions, panel }: Props) {
  const { t } = useTranslation('console')
  const { search, change } = useConsoleSearch()
  return (
    <aside className="side-panel" aria-label={t(`panel.${panel}`)}>
      <header className="pane-header side-panel-head">
        <div className="side-panel-tabs" role="tablist" aria-label={t('panel.label')}>
          {(['contact', 'why'] as const).map((tab) => (
            <button
              key={tab}
              type="button"
              role="tab"
              aria-selected={panel === tab}
              onClick={() => change({ panel: tab, message: undefined })}
            >
              {t(`panel.${tab}`)}
            </button>
          ))}
        </div>
        <span className="side-panel-close">
          <IconButton
            icon={X}
            label={t('panel.close')}
            onPress={() => change({ panel: undefined, message: undefined })}
          />
        </span>
      </header>
      <div className="side-panel-body" role="tabpanel" aria-label={t(`panel.${panel}`)}>
        {panel === 'contact' ? (
          <ContactPanel thread={thread} actions={actions} />
        ) : (
          <Suspense fallback={<Skeleton height={80} />}>
            <WhyPanel thread={thread} messageId={search.message} />
          </Suspense>
        )}
      </div>
    </aside>
  )
}
