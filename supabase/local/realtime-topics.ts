import { type Broadcast, encodeBroadcast, encodeText, type Vsn } from './realtime-frames.ts'
import { createRoster, type Diff, type Roster } from './realtime-presence.ts'

/** One join of one socket, as a topic sees it. */
export type Member = {
  vsn: Vsn
  topic: string
  /** False where policies keep the member from hearing this. */
  hears: { broadcast: boolean; presence: boolean }
  send(data: string | Buffer): void
}

type Topic = { members: Set<Member>; roster: Roster }

/** All topics with somebody in them. A private and a public topic of the same name are two topics, as on Supabase. */
export type Topics = {
  size(): number
  join(name: string, isPrivate: boolean, member: Member): void
  leave(name: string, isPrivate: boolean, member: Member): void
  roster(name: string, isPrivate: boolean): Roster | undefined
  broadcast(name: string, isPrivate: boolean, message: Broadcast, except?: Member): void
  tellPresence(name: string, isPrivate: boolean, diff: Diff | undefined): void
}

/** An empty set of topics. */
export function createTopics(): Topics {
  const topics = new Map<string, Topic>()
  const keyOf = (name: string, isPrivate: boolean) => `${isPrivate ? 'private' : 'public'}:${name}`
  const find = (name: string, isPrivate: boolean) => topics.get(keyOf(name, isPrivate))

  function tellPresence(name: string, isPrivate: boolean, diff: Diff | undefined): void {
    const listening = [...(find(name, isPrivate)?.members ?? [])].filter(({ hears }) => hears.presence)
    if (diff)
      tell(listening, (vsn, topic) =>
        encodeText(vsn, { joinRef: null, ref: null, topic, event: 'presence_diff', payload: diff }),
      )
  }

  return {
    size: () => topics.size,
    join(name, isPrivate, member) {
      const key = keyOf(name, isPrivate)
      const topic = topics.get(key) ?? { members: new Set(), roster: createRoster() }
      topics.set(key, topic)
      topic.members.add(member)
    },
    leave(name, isPrivate, member) {
      const topic = find(name, isPrivate)
      if (!topic?.members.delete(member)) return
      tellPresence(name, isPrivate, topic.roster.untrack(member))
      if (topic.members.size === 0) topics.delete(keyOf(name, isPrivate))
    },
    roster: (name, isPrivate) => find(name, isPrivate)?.roster,
    broadcast(name, isPrivate, message, except) {
      const members = [...(find(name, isPrivate)?.members ?? [])]
      const listening = members.filter((member) => member !== except && member.hears.broadcast)
      tell(listening, (vsn, topic) => encodeBroadcast(vsn, topic, message))
    },
    tellPresence,
  }
}

/** Sends the same thing to many, encoding it once per dialect. */
function tell(members: Member[], encode: (vsn: Vsn, topic: string) => string | Buffer | undefined): void {
  const encoded = new Map<string, string | Buffer | undefined>()
  for (const { vsn, topic, send } of members) {
    const key = `${vsn} ${topic}`
    if (!encoded.has(key)) encoded.set(key, encode(vsn, topic))
    const data = encoded.get(key)
    if (data !== undefined) send(data)
  }
}
