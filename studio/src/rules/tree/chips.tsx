import { fold } from '@faladesk/rules'
import { X } from 'lucide-react'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../../ui/notify.tsx'
import './chips.css'

interface Props {
  label: string
  values: readonly string[]
  onChange: (values: readonly string[], added: boolean) => void
  placeholder: string
  /** Names the organization already uses. */
  known?: readonly string[] | undefined
  /** How many customers' messages hold each. */
  hits?: ReadonlyMap<string, number> | undefined
  disabled?: boolean | undefined
}

const same = (a: string, b: string) => a === b || fold(a).padded === fold(b).padded

/** Words as chips: Enter or a comma adds, Backspace takes the last back, and a word that differs only in accents is the same. */
export function Chips({ label, values, onChange, placeholder, known = [], hits, disabled }: Props) {
  const { t, i18n } = useTranslation('rules-tree')
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')

  const add = (text: string) => {
    const fresh: string[] = []
    for (const word of text.split(/[,;\n\t]+/).map((one) => one.trim().replaceAll(/\s+/g, ' ')))
      if (word !== '') {
        const twin = [...values, ...fresh].find((one) => same(one, word))
        if (twin === undefined) fresh.push(word.slice(0, 200))
        else announce(t('chips.twin', { word: twin }))
      }
    setTyped('')
    if (fresh.length > 0) onChange([...values, ...fresh], true)
  }
  const remove = (index: number) => {
    onChange(values.toSpliced(index, 1), false)
    announce(t('chips.removed', { word: values[index] }))
    input.current?.focus()
  }
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' || event.key === ',' || event.key === ';') {
      if (typed.trim() === '' && event.key === 'Enter') return
      event.preventDefault()
      event.stopPropagation()
      add(typed)
    } else if (event.key === 'Backspace' && typed === '' && values.length > 0) {
      event.preventDefault()
      remove(values.length - 1)
    } else if (event.key.startsWith('Arrow') && !event.altKey) event.stopPropagation()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a form's look and meaning.
    <span className="chips" role="group" aria-label={label} data-empty={values.length === 0 || undefined}>
      {values.map((word, index) => (
        <span key={word} className="chip">
          {word}
          {hits?.has(word) && (
            <span className="chip-count" title={t('chips.hits', { count: hits.get(word) })}>
              <span aria-hidden="true">{hits.get(word)?.toLocaleString(i18n.language)}</span>
              <span className="visually-hidden">{t('chips.hits', { count: hits.get(word) })}</span>
            </span>
          )}
          {!disabled && (
            <button type="button" aria-label={t('chips.remove', { word })} onClick={() => remove(index)}>
              <X size={12} aria-hidden />
            </button>
          )}
        </span>
      ))}
      {!disabled && (
        <input
          ref={input}
          aria-label={t('chips.add', { label })}
          list={known.length > 0 ? id : undefined}
          value={typed}
          placeholder={placeholder}
          autoComplete="off"
          onChange={(event) =>
            /[,;\n]/.test(event.target.value) ? add(event.target.value) : setTyped(event.target.value)
          }
          onPaste={(event) => {
            const text = event.clipboardData.getData('text')
            if (!/[,;\n\t]/.test(text)) return
            event.preventDefault()
            add(typed + text)
          }}
          onBlur={() => typed.trim() !== '' && add(typed)}
          onKeyDown={press}
        />
      )}
      {known.length > 0 && (
        <datalist id={id}>
          {known
            .filter((one) => !values.includes(one))
            .map((one) => (
              <option key={one} value={one} />
            ))}
        </datalist>
      )}
    </span>
  )
}
