import { CircleDashed, Ellipsis, Sparkles, UserRoundCheck, Workflow } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Menu, type MenuChoice } from '../../ui/menu.tsx'
import type { Actions } from '../actions.ts'
import type { Thread } from '../model.ts'
import { useAssignChoices } from './assign-menu.tsx'

/** What is done less often: hand to the rules or the AI, wait for the customer; `assign` adds whom it is given to. */
export function HandoffMenu({ thread, actions, assign }: { thread: Thread; actions: Actions; assign: boolean }) {
  const { t } = useTranslation('console')
  const { conversation } = thread
  const people = useAssignChoices(conversation, actions)
  const { owner, status } = conversation
  const items: MenuChoice[] = [
    {
      key: 'human',
      label: t('handoff.human'),
      icon: UserRoundCheck,
      selected: owner === 'human',
      onSelect: actions.takeOver,
    },
    {
      key: 'rules',
      label: t('handoff.rules'),
      icon: Workflow,
      selected: owner === 'rules',
      onSelect: () => actions.handTo('rules'),
    },
    {
      key: 'ai',
      label: t('handoff.ai'),
      icon: Sparkles,
      selected: owner === 'ai',
      onSelect: () => actions.handTo('ai'),
    },
  ]
  const first = items[0]
  if (first) items[0] = { ...first, heading: t('handoff.heading') }
  if (status !== 'resolved')
    items.push({
      key: 'pending',
      label: t(status === 'pending' ? 'handoff.notPending' : 'handoff.pending'),
      icon: CircleDashed,
      heading: t('handoff.status'),
      onSelect: () => actions.setStatus(status === 'pending' ? 'open' : 'pending'),
    })
  return (
    <Menu
      label={t('handoff.label')}
      items={assign ? [...items, ...people] : items}
      trigger={(props) => (
        <button type="button" className="icon-button" aria-label={t('handoff.label')} {...props}>
          <Ellipsis size={17} aria-hidden />
        </button>
      )}
    />
  )
}
