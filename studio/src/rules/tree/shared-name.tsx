import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '../../ui/notify.tsx'
import { InlineText } from './inline-text.tsx'
import { renameShared } from './shared-edits.ts'
import { useTree } from './tree-context.tsx'

/** Renames a shared condition wherever it is used, once its new name is complete. */
export function SharedName({ name, onRenamed }: { name: string; onRenamed: (name: string) => void }) {
  const { t } = useTranslation('rules-tree')
  const { edit, document } = useTree()
  const [typed, setTyped] = useState(name)
  const clean = typed.trim().replaceAll(/\s+/g, '-')
  const settle = () => {
    if (clean === name) return setTyped(name)
    if (edit(renameShared(document(), name, clean), t('did.renameShared'))) onRenamed(clean)
    else {
      announce(t('shared.badName'))
      setTyped(name)
    }
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it listens for the end of typing in the field inside.
    <span
      role="presentation"
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return
        event.preventDefault()
        event.stopPropagation()
        settle()
      }}
    >
      <InlineText label={t('shared.name')} value={typed} onChange={setTyped} />
    </span>
  )
}
