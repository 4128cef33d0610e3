import { Copy, Ellipsis, MoveDown, MoveUp, Pencil, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Menu } from '../../ui/menu.tsx'
import type { RuleActions } from './use-rule-actions.ts'

interface Props {
  actions: RuleActions
  name: string
  isFirst: boolean
  isLast: boolean
}

/** What can be done with a rule as a whole. */
export function RuleMenu({ actions, name, isFirst, isLast }: Props) {
  const { t } = useTranslation('rules-tree')
  if (!actions.canEdit) return null
  return (
    <Menu
      label={t('rule.menu', { name })}
      items={[
        { key: 'edit', label: t('rule.edit'), hint: 'Enter', icon: Pencil, onSelect: () => actions.open(true) },
        { key: 'copy', label: t('rule.duplicate'), icon: Copy, onSelect: actions.duplicate },
        {
          key: 'up',
          label: t('rule.up'),
          hint: 'Alt+↑',
          icon: MoveUp,
          disabled: isFirst,
          onSelect: () => actions.move(-1),
        },
        {
          key: 'down',
          label: t('rule.down'),
          hint: 'Alt+↓',
          icon: MoveDown,
          disabled: isLast,
          onSelect: () => actions.move(1),
        },
        { key: 'remove', label: t('rule.remove'), hint: 'Del', icon: Trash2, danger: true, onSelect: actions.remove },
      ]}
      trigger={(props) => (
        <button {...props} type="button" className="line-menu" aria-label={t('rule.menu', { name })}>
          <Ellipsis size={17} aria-hidden />
        </button>
      )}
    />
  )
}
