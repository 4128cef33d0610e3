import type { RuleDocument } from '@faladesk/rules'
import { ArrowDown, ArrowUp, ListFilter, Search, X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { announce } from '../../ui/notify.tsx'
import './find.css'
import { useFilterChoices } from './filter-choices.ts'
import type { RuleFiltering } from './use-rule-filter.ts'

interface Props {
  document: RuleDocument
  filtering: RuleFiltering
  selected: string | null
  /** Goes to a rule: the next or the one before among those kept. */
  onGo: (id: string) => void
}

/** Looks for rules by any of their words, and goes from one to the next. Enter is next, Shift+Enter the one before, Esc clears. */
export function RuleSearch({ document, filtering, selected, onGo }: Props) {
  const { t } = useTranslation('rules-canvas')
  const { filter, setFilter, clear, kept, ids } = filtering
  const choices = useFilterChoices(document, filter, setFilter)
  const narrowed = choices.some(({ selected: on, key }) => on && !key.endsWith(':any'))
  const at = selected === null ? -1 : ids.indexOf(selected)
  const go = (by: 1 | -1) => {
    const next = ids[at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length]
    if (next !== undefined) onGo(next)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') go(event.shiftKey ? -1 : 1)
    else if (event.key === 'Escape' && kept) clear()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  useSaid(kept === null ? null : t('find.found', { count: ids.length }))

  return (
    <search className="rule-search">
      <span className="rule-search-box">
        <Search size={15} aria-hidden />
        <input
          className="rule-search-input"
          type="search"
          aria-label={t('find.label')}
          placeholder={t('find.placeholder')}
          value={filter.query}
          onChange={(event) => setFilter({ query: event.target.value })}
          onKeyDown={press}
        />
        {kept && (
          <span className="rule-search-count">
            {at >= 0 ? t('find.place', { place: at + 1, count: ids.length }) : t('find.found', { count: ids.length })}
          </span>
        )}
      </span>
      {kept && (
        <>
          <IconButton
            icon={ArrowUp}
            label={t('find.previous')}
            shortcut="Shift+Enter"
            disabled={ids.length === 0}
            onPress={() => go(-1)}
          />
          <IconButton
            icon={ArrowDown}
            label={t('find.next')}
            shortcut="Enter"
            disabled={ids.length === 0}
            onPress={() => go(1)}
          />
          <IconButton icon={X} label={t('find.clear')} onPress={clear} />
        </>
      )}
      <Menu
        label={t('find.filters')}
        items={choices}
        trigger={(props) => (
          <button
            type="button"
            className="icon-button"
            aria-label={t(narrowed ? 'find.filtersOn' : 'find.filters')}
            data-on={narrowed || undefined}
            {...props}
          >
            <ListFilter size={17} aria-hidden />
          </button>
        )}
      />
    </search>
  )
}

// Typing says the outcome once the person pauses, not at every letter.
function useSaid(words: string | null) {
  const before = useRef(words)
  useEffect(() => {
    if (words === before.current) return
    before.current = words
    if (words === null) return
    const timer = setTimeout(() => announce(words), 600)
    return () => clearTimeout(timer)
  }, [words])
}
