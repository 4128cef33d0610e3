import { Search } from 'lucide-react'
import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languageName } from '../lib/format.ts'
import type { Template } from './reply-contract.ts'
import { fitsSearch, templatePieces } from './template-text.ts'

interface Props {
  templates: Template[]
  chosen: string | null
  keyOf: (template: Template) => string
  onChoose: (key: string) => void
}

/** The templates to choose from: a field to search in, arrows to move, Enter to take one. */
export function TemplateList({ templates, chosen, keyOf, onChoose }: Props) {
  const { t, i18n } = useTranslation('console-channels')
  const id = useId()
  const [typed, setTyped] = useState('')
  const [at, setAt] = useState(0)
  const list = useRef<HTMLDivElement>(null)
  const found = useMemo(() => templates.filter((one) => fitsSearch(one, typed)), [templates, typed])
  // A language is worth its place only where there are several.
  const many = new Set(templates.map(({ language }) => language)).size > 1
  const active = Math.min(at, found.length - 1)
  useEffect(() => {
    list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' })
  })
  const press = (event: React.KeyboardEvent) => {
    const to = { ArrowDown: Math.min(active + 1, found.length - 1), ArrowUp: Math.max(active - 1, 0) }[event.key]
    const picked = found[active]
    if (to !== undefined) setAt(to)
    else if (event.key === 'Enter' && picked) onChoose(keyOf(picked))
    else return
    event.preventDefault()
  }
  return (
    <div className="template-list">
      <div className="template-search">
        <Search size={15} aria-hidden />
        <input
          // biome-ignore lint/a11y/noAutofocus: it opened because a person asked to choose.
          autoFocus={chosen === null}
          role="combobox"
          aria-label={t('template.search')}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={found[active] ? `${id}-${active}` : undefined}
          placeholder={t('template.search')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={press}
        />
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label={t('template.title')} className="template-options">
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and points at the active option.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys.
          <div
            key={keyOf(one)}
            id={`${id}-${index}`}
            role="option"
            aria-selected={keyOf(one) === chosen}
            className="template-option"
            data-active={index === active || undefined}
            onClick={() => {
              setAt(index)
              onChoose(keyOf(one))
            }}
          >
            <span className="template-name truncate">{one.name.replaceAll('_', ' ')}</span>
            <span className="template-kind">
              {many && `${languageName(one.language, i18n.language)} · `}
              {t(`template.category.${kindOf(one.category)}`)}
            </span>
            <span className="template-body">
              {templatePieces(one.body).map((piece) => (piece.name ? <i key={piece.at}>{piece.name}</i> : piece.text))}
            </span>
          </div>
        ))}
        {found.length === 0 && (
          <p className="template-nothing" role="status">
            {t('template.nothing')}
          </p>
        )}
      </div>
    </div>
  )
}

/** A template's category as one we have words for. */
export const kindOf = (category: string) =>
  ['utility', 'marketing', 'authentication'].find((one) => one === category.toLowerCase()) ?? 'other'
