import { Keyboard, Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useShortcuts } from '../../lib/shortcuts.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { RemoveButton } from '../../ui/remove-button.tsx'
import { useConsoleSearch } from '../use-console-search.ts'
import { ConversationList } from './conversation-list.tsx'
import { ViewTabs } from './view-tabs.tsx'
import '../../ui/search-field.css'
import './list-pane.css'

/** The list with its search and views. */
export function ListPane({ openId, onHelp }: { openId: string | undefined; onHelp: () => void }) {
  const { t } = useTranslation('console')
  const { search, change } = useConsoleSearch()
  const [typed, setTyped] = useState(search.q ?? '')
  const field = useRef<HTMLInputElement>(null)
  useShortcuts({ '/': () => field.current?.focus() })

  // The list follows the typing a moment later, so that one word is one question to the database.
  useEffect(() => {
    const wanted = typed.trim() || undefined
    if (wanted === search.q) return
    const timer = setTimeout(() => change({ q: wanted }), 250)
    return () => clearTimeout(timer)
  }, [typed, search.q, change])

  return (
    <section className="list-pane" aria-label={t('list.label')}>
      <header className="list-head">
        <h1 className="pane-title">{t('list.title')}</h1>
        <span className="list-help">
          <IconButton icon={Keyboard} label={t('help.title')} shortcut="?" onPress={onHelp} />
        </span>
      </header>
      <search className="search-field list-search">
        <Search size={15} aria-hidden />
        <input
          ref={field}
          type="text"
          enterKeyHint="search"
          value={typed}
          placeholder={t('list.search')}
          aria-label={t('list.search')}
          aria-keyshortcuts="/"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape') return
            setTyped('')
            field.current?.blur()
          }}
        />
        {typed ? <RemoveButton label={t('list.clear')} onPress={() => setTyped('')} /> : <kbd>/</kbd>}
      </search>
      <ViewTabs />
      <ConversationList openId={openId} />
    </section>
  )
}
