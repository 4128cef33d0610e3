import { useMemo } from 'react'
import { useUserId } from '../lib/session.tsx'
import { useCommand } from './commands.ts'
import type { Conversation, Owner, Status } from './model.ts'

/** What an agent may do with a conversation, each a command to core. */
export interface Actions {
  assignToMe: () => void
  assignTo: (agent: { id: string; name: string } | null) => void
  sendToTeam: (team: { id: string; name: string } | null) => void
  setStatus: (status: Status) => void
  handTo: (owner: Owner) => void
  /** An agent takes a conversation from the rules or the AI, and becomes its owner if it has none. */
  takeOver: () => void
  tag: (change: { add?: string[]; remove?: string[] }) => void
}

/** Binds every action to one conversation, as the signed-in agent. */
export function useActions(conversation: Conversation, myName: string): Actions {
  const command = useCommand(conversation.id)
  const me = useUserId()
  return useMemo(() => {
    const assignTo: Actions['assignTo'] = (agent) =>
      command({
        path: 'assign',
        body: { agent: agent?.id ?? null },
        change: { assignee_id: agent?.id ?? null, assignee_name: agent?.name ?? null },
      })
    const handTo: Actions['handTo'] = (owner) => command({ path: 'handoff', body: { to: owner }, change: { owner } })
    const assignToMe = () => assignTo({ id: me, name: myName })
    return {
      assignTo,
      assignToMe,
      handTo,
      sendToTeam: (team) =>
        command({
          path: 'assign',
          body: { team: team?.id ?? null },
          change: { team_id: team?.id ?? null, team_name: team?.name ?? null },
        }),
      setStatus: (status) => command({ path: 'status', body: { status }, change: { status } }),
      takeOver: () => {
        handTo('human')
        if (!conversation.assignee_id) assignToMe()
      },
      tag: ({ add = [], remove = [] }) => {
        const kept = conversation.tags.filter((tag) => !remove.includes(tag))
        const tags = [...kept, ...add.filter((tag) => !kept.includes(tag))]
        command({ path: 'tags', body: { add, remove }, change: { tags } })
      },
    }
  }, [command, conversation.assignee_id, conversation.tags, me, myName])
}
