import type { Identity } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'
import { type FrameRow, frameColumns, frameOf } from './frame.ts'
import type { LiveHub, Visitor } from './hub.ts'

/** A visitor who reads this slowly is cut off; the widget connects again and catches up. */
const mostBuffered = 1024 * 1024

interface ShownRow extends FrameRow {
  inbox_id: string
  identities: Identity[]
}

/** Keeps the sockets of this process; other replicas are told of messages by their ids. */
export function createLiveHub(host: Host): LiveHub {
  const visitors = new Map<string, Set<Visitor>>()
  const organizations = new Map<string, number>()
  const keyOf = (inboxId: string, { kind, value }: Identity) => `${inboxId} ${kind} ${value}`

  const count = (organization: string, change: 1 | -1) => {
    const left = (organizations.get(organization) ?? 0) + change
    if (left > 0) organizations.set(organization, left)
    else organizations.delete(organization)
    if (change > 0) host.metrics.sockets.inc()
    else host.metrics.sockets.dec()
  }

  const write = ({ socket }: Visitor, frame: object): boolean => {
    if (socket.bufferedAmount > mostBuffered) {
      host.metrics.socketsDropped.inc()
      socket.terminate()
      return false
    }
    socket.send(JSON.stringify(frame))
    return true
  }

  const push = (inboxId: string, to: Identity, frame: object): number =>
    [...(visitors.get(keyOf(inboxId, to)) ?? [])].filter((visitor) => write(visitor, frame)).length

  const showHere = async (organization: string, ids: readonly string[]): Promise<number> => {
    if (!organizations.has(organization)) return 0
    let shown = 0
    for (const row of await read(host, organization, ids)) {
      const frame = { type: 'message', message: await frameOf(host, row) }
      for (const identity of row.identities) shown += push(row.inbox_id, identity, frame)
    }
    return shown
  }

  return {
    push(inboxId, to, frame) {
      if (host.bus.peers > 1) {
        const word = JSON.stringify([host.bus.origin, inboxId, { kind: to.kind, value: to.value }, frame])
        // PostgreSQL carries 8,000 bytes; what passes (typing, read) is far smaller.
        if (Buffer.byteLength(word) < 7000) host.bus.tell(`frame:${word}`)
      }
      return push(inboxId, to, frame)
    },
    passed(word) {
      const [origin, inboxId, to, frame] = JSON.parse(word) as [string, string, Identity, object]
      if (origin !== host.bus.origin) push(inboxId, to, frame)
    },
    reaches: (inboxId, to) => visitors.has(keyOf(inboxId, to)),
    show(organization, ids) {
      if (host.bus.peers > 1) host.bus.tell(`live:${host.bus.origin}:${organization}:${ids.join(',')}`)
      return showHere(organization, ids)
    },
    heard(organization, ids) {
      showHere(organization, ids).catch((error) =>
        host.log.error({ err: error }, 'messages could not be shown to visitors'),
      )
    },
    add(visitor) {
      const key = keyOf(visitor.inboxId, visitor.identity)
      visitors.set(key, (visitors.get(key) ?? new Set()).add(visitor))
      count(visitor.organizationId, 1)
    },
    remove(visitor) {
      const key = keyOf(visitor.inboxId, visitor.identity)
      const set = visitors.get(key)
      if (!set?.delete(visitor)) return
      if (set.size === 0) visitors.delete(key)
      count(visitor.organizationId, -1)
    },
    size: () => [...organizations.values()].reduce((total, n) => total + n, 0),
  }
}

const read = (host: Host, organizationId: string, ids: readonly string[]): Promise<ShownRow[]> =>
  host.db.inOrganization(
    organizationId,
    (tx) => tx<ShownRow[]>`
    select ${frameColumns(tx)}, m.inbox_id,
      (select jsonb_agg(jsonb_build_object('kind', n.kind, 'value', n.value)) from identities n
        where n.organization_id = c.organization_id and n.contact_id = c.contact_id and not exists (select from identities u
          where u.organization_id = n.organization_id and u.contact_id = n.contact_id and u.kind = n.kind || '_user')) as identities
    from messages m join conversations c on c.id = m.conversation_id
    where m.id = any (${ids as string[]}::uuid[]) and m.direction in ('in', 'out')
    order by m.conversation_id, m.seq`,
  )
