import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RemoveButton } from '../../ui/remove-button.tsx'
import type { Actions } from '../actions.ts'

/** The conversation's tags: Enter adds one, Backspace in the empty field takes the last one away. */
export function TagEditor({ tags, onChange }: { tags: string[]; onChange: Actions['tag'] }) {
  const { t } = useTranslation('console')
  const [typed, setTyped] = useState('')
  const add = () => {
    const tag = typed.trim().toLowerCase()
    setTyped('')
    if (tag && !tags.includes(tag)) onChange({ add: [tag] })
  }
  return (
    <div className="tags">
      {tags.map((tag) => (
        <span key={tag} className="tag">
          <span className="truncate">{tag}</span>
          <RemoveButton label={t('contact.removeTag', { tag })} onPress={() => onChange({ remove: [tag] })} />
        </span>
      ))}
      <input
        className="tag-input"
        value={typed}
        maxLength={60}
        placeholder={t('contact.addTag')}
        aria-label={t('contact.addTag')}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === ',') {
            event.preventDefault()
            add()
          }
          const last = tags.at(-1)
          if (event.key === 'Backspace' && typed === '' && last) onChange({ remove: [last] })
        }}
      />
    </div>
  )
}
