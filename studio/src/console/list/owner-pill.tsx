import { Sparkles, UserRound, UserRoundX, Users, Workflow } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Pill } from '../../ui/pill.tsx'
import type { Owner } from '../model.ts'

interface Props {
  owner: Owner
  assignee: string | null
  team: string | null
}

/** Who has the conversation: the rules, the AI, an agent by first name, a team, or nobody yet. */
export function OwnerPill({ owner, assignee, team }: Props) {
  const { t } = useTranslation('console')
  if (owner === 'ai')
    return (
      <Pill tone="ai" icon={Sparkles}>
        {t('owner.ai')}
      </Pill>
    )
  if (owner === 'rules')
    return (
      <Pill tone="rules" icon={Workflow}>
        {t('owner.rules')}
      </Pill>
    )
  if (assignee)
    return (
      <Pill tone="accent" icon={UserRound} title={assignee}>
        {assignee.split(' ')[0]}
      </Pill>
    )
  if (team)
    return (
      <Pill tone="warning" icon={Users}>
        {team}
      </Pill>
    )
  return (
    <Pill tone="warning" icon={UserRoundX}>
      {t('owner.nobody')}
    </Pill>
  )
}
