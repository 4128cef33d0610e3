import {
  Braces,
  Copy,
  CornerDownRight,
  Ellipsis,
  Group,
  MoveDown,
  MoveUp,
  Share2,
  Trash2,
  Undo,
  Ungroup,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Menu, type MenuChoice } from '../../ui/menu.tsx'
import type { LineActions } from './line-actions.ts'

interface Props {
  actions: LineActions
  kind: 'leaf' | 'group' | 'reference' | 'locked'
}

/** What can be done with a line. */
export function LineMenu({ actions, kind }: Props) {
  const { t } = useTranslation('rules-tree')
  const json: MenuChoice = { key: 'json', label: t('line.json'), icon: Braces, onSelect: actions.showJson }
  return (
    <Menu
      label={t('line.menu')}
      items={actions.canEdit ? [...editing(actions, kind, t), json] : [json]}
      trigger={(props) => (
        <button {...props} type="button" className="line-menu" aria-label={t('line.menu')}>
          <Ellipsis size={16} aria-hidden />
        </button>
      )}
    />
  )
}

function editing(actions: LineActions, kind: Props['kind'], t: (key: string) => string): MenuChoice[] {
  const inList = actions.isInList()
  const when = (fits: boolean, item: MenuChoice) => (fits ? [item] : [])
  return [
    ...when(inList, { key: 'copy', label: t('line.duplicate'), icon: Copy, onSelect: actions.duplicate }),
    ...when(kind === 'leaf' || kind === 'reference' || kind === 'locked', {
      key: 'deny',
      label: t(actions.isDenied ? 'line.affirm' : 'line.deny'),
      icon: Undo,
      onSelect: actions.deny,
    }),
    { key: 'wrap-all', label: t('line.wrapAll'), icon: Group, onSelect: () => actions.wrap('all') },
    { key: 'wrap-any', label: t('line.wrapAny'), icon: Group, onSelect: () => actions.wrap('any') },
    ...when(kind === 'group' && actions.canUnwrap(), {
      key: 'unwrap',
      label: t('line.unwrap'),
      icon: Ungroup,
      onSelect: actions.unwrap,
    }),
    ...when(inList, { key: 'up', label: t('line.up'), hint: 'Alt+↑', icon: MoveUp, onSelect: actions.up }),
    ...when(inList, { key: 'down', label: t('line.down'), hint: 'Alt+↓', icon: MoveDown, onSelect: actions.down }),
    ...when(inList, {
      key: 'into',
      label: t('line.into'),
      hint: 'Alt+→',
      icon: CornerDownRight,
      onSelect: actions.into,
    }),
    ...when(actions.canShare(), { key: 'share', label: t('line.share'), icon: Share2, onSelect: actions.share }),
    ...when(kind === 'reference', { key: 'inline', label: t('line.inline'), icon: Ungroup, onSelect: actions.inline }),
    ...when(!actions.isTop, {
      key: 'remove',
      label: t('line.remove'),
      hint: 'Del',
      icon: Trash2,
      danger: true,
      onSelect: actions.remove,
    }),
  ]
}
