import { Outlet, useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useShortcuts } from '../lib/shortcuts.ts'
import './console.css'
import { ListPane } from './list/list-pane.tsx'
import { useConsoleLive } from './live/live.ts'

const ShortcutsHelp = lazy(() => import('./shortcuts-help.tsx').then((module) => ({ default: module.ShortcutsHelp })))

/** The agent console: the list on the left, what is open beside it. On a phone one of them at a time. */
export function ConsolePage() {
  const { conversationId } = useParams({ strict: false })
  const [help, setHelp] = useState(false)
  useConsoleLive()
  useShortcuts({ '?': () => setHelp(true) })
  return (
    <div className="console" data-open={conversationId ? true : undefined}>
      <ListPane openId={conversationId} onHelp={() => setHelp(true)} />
      <Outlet />
      {help && (
        <Suspense>
          <ShortcutsHelp open onClose={() => setHelp(false)} />
        </Suspense>
      )}
    </div>
  )
}
