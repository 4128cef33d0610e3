import { Search } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { languageName } from '../../lib/format.ts'
import { templatePieces } from '../../lib/template-text.ts'
import { useOptions } from '../../ui/use-options.ts'
import type { Template } from '../composer/reply-contract.ts'
import { fitsSearch } from './find-template.ts'
import '../../ui/search-field.css'

interface Props {
  templates: Template[]
  chosen: string | null
  keyOf: (template: Template) => string
  onChoose: (key: string) => void
}

/** The templates to choose from: a field to search in, arrows to move, Enter to take one. */
export function TemplateList({ templates, chosen, keyOf, onChoose }: Props) {
  const { t, i18n } = useTranslation('console-channels')
  const [typed, setTyped] = useState('')
  const found = useMemo(() => templates.filter((one) => fitsSearch(one, typed)), [templates, typed])
  // A language is worth its place only where there are several.
  const many = new Set(templates.map(({ language }) => language)).size > 1
  const { setAt, press, field, list, option } = useOptions(found.length, 0, (index) => {
    const picked = found[index]
    if (picked) onChoose(keyOf(picked))
  })
  return (
    <div className="template-list">
      <div className="search-field">
        <Search size={15} aria-hidden />
        <input
          // biome-ignore lint/a11y/noAutofocus: it opened because a person asked to choose.
          autoFocus={chosen === null}
          role="combobox"
          aria-expanded="true"
          {...field}
          aria-label={t('template.search')}
          placeholder={t('template.search')}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setAt(0)
          }}
          onKeyDown={press}
        />
      </div>
      <div {...list} role="listbox" aria-label={t('template.title')} className="template-options">
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and points at the active option.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field hears the keys.
          <div
            key={keyOf(one)}
            {...option(index)}
            role="option"
            aria-selected={keyOf(one) === chosen}
            className="template-option"
            onClick={() => {
              setAt(index)
              onChoose(keyOf(one))
            }}
          >
            <span className="template-option-name truncate">{one.name.replaceAll('_', ' ')}</span>
            <span className="template-option-kind">
              {many && `${languageName(one.language, i18n.language)} · `}
              {t(`template.category.${kindOf(one.category)}`)}
            </span>
            <span className="template-option-body">
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

// A template's category as one we have words for.
const kindOf = (category: string) =>
  ['utility', 'marketing', 'authentication'].find((one) => one === category.toLowerCase()) ?? 'other'
