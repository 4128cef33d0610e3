import type { LucideIcon } from 'lucide-react'
import {
  Bell,
  ChevronDown,
  ChevronRight,
  CircleUserRound,
  Folder,
  Hourglass,
  Layers,
  MessageSquare,
  MessagesSquare,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Tone } from '../../ui/pill.tsx'
import { lookOf } from './action-look.ts'
import { actionWords, eventWords } from './card-words.ts'
import { useScene } from './flow-context.ts'
import type { FlowThing } from './flow-layout.ts'
import { RuleContent } from './rule-content.tsx'

/** What is written on a card. */
export function CardContent({ what }: { what: FlowThing }) {
  const { t } = useTranslation('rules-canvas')
  const { say, messages } = useScene()
  switch (what.kind) {
    case 'event': {
      const { event } = what.block.trigger
      const { title, time } = eventWords(what.block.trigger, say.locale)
      const Icon = time ? Hourglass : event === 'message-received' ? MessageSquare : Bell
      const seen = event === 'message-received' && messages !== null ? t('messages', { count: messages }) : null
      return <Words icon={Icon} tone="accent" title={title} under={time ?? seen} />
    }
    case 'lane': {
      const { lane } = what.block
      const Icon = lane === 'reply' ? MessagesSquare : Layers
      return <Words icon={Icon} tone="neutral" title={t(`lane.${lane}.title`)} under={t(`lane.${lane}.lead`)} />
    }
    case 'rule':
      return <RuleContent placed={what.placed} />
    case 'group':
      return <GroupContent {...what} />
    case 'rest':
      return <Words icon={CircleUserRound} tone="neutral" title={t('rest.title')} under={t('rest.under')} />
    case 'action': {
      const { icon, tone } = lookOf(what.action.type)
      const { does, about } = actionWords(what.action, say)
      const count = t('ruleCount', { count: what.action.ruleIds.size })
      return <Words icon={icon} tone={tone} title={about ?? does} under={about === null ? count : does} />
    }
    case 'frame':
      return null
  }
}

function GroupContent({ folder, continued, open, rules }: FlowThing & { kind: 'group' }) {
  const { t } = useTranslation('rules-canvas')
  const Chevron = open ? ChevronDown : ChevronRight
  const range = { from: rules[0]?.place ?? 0, to: rules.at(-1)?.place ?? 0 }
  return (
    <>
      <Chevron size={16} aria-hidden className="flow-card-chevron" />
      {folder !== null && <Folder size={15} aria-hidden className="flow-card-chevron" />}
      <span className="flow-card-words">
        <span className="flow-card-title">{folder ?? t('gathered', range)}</span>
        {!open && <span className="flow-card-under">{t('more', { count: rules.length })}</span>}
      </span>
      {folder !== null && continued && <span className="flow-card-note">{t('continued')}</span>}
    </>
  )
}

interface WordsProps {
  icon: LucideIcon
  tone: Tone
  title: string
  under: string | null
}

function Words({ icon: Icon, tone, title, under }: WordsProps) {
  return (
    <>
      <span className="flow-card-icon" data-tone={tone}>
        <Icon size={17} aria-hidden />
      </span>
      <span className="flow-card-words">
        <span className="flow-card-title">{title}</span>
        {under && <span className="flow-card-under">{under}</span>}
      </span>
    </>
  )
}
