import type { Sql } from 'postgres'
import type { SupabaseKeys } from './keys.ts'
import type { Feed } from './realtime-feed.ts'
import type { Broadcast, Frame, Vsn } from './realtime-frames.ts'
import { readJoin, record } from './realtime-join.ts'
import { type Asker, mayRead, mayWrite, type Policies } from './realtime-policies.ts'
import { expired, Refusal, verifyToken } from './realtime-token.ts'
import type { Member, Topics } from './realtime-topics.ts'

/** What every channel of a server shares. */
export type Hub = { sql: Sql; keys: SupabaseKeys; topics: Topics; feed: Feed }

/** The socket a channel lives on. */
export type Line = {
  vsn: Vsn
  /** The project key or token the socket was opened with. */
  token: string
  headers: Record<string, string>
  isOpen(): boolean
  send(data: string | Buffer): void
  push(frame: Frame): void
}

/** One topic joined by one socket. */
export type Channel = { joinRef: string | null; handle(frame: Frame): Promise<void>; leave(): void }

export const maxPayload = 256 * 1024
const recheckMs = 3_600_000

/**
 * Joins a topic as a phx_join asks, or throws a Refusal. `onEnd` is called when the channel ends from this side (an
 * expired token, lost permission), after the member was told why.
 */
export async function joinChannel(hub: Hub, line: Line, join: Frame, onEnd: () => void): Promise<Channel> {
  const config = readJoin(join.topic, join.payload, line.token)
  const { name, isPrivate } = config
  let token = config.token
  let claims = await verifyToken(token, hub.keys)
  const asker = (): Asker => ({ topic: name, claims, headers: line.headers })
  const member: Member = {
    vsn: line.vsn,
    topic: join.topic,
    hears: { broadcast: true, presence: true },
    send: line.send,
  }
  let writes: Policies | undefined = isPrivate ? undefined : { broadcast: true, presence: true }
  let timer: NodeJS.Timeout | undefined

  const push = (event: string, payload: unknown) =>
    line.push({ joinRef: null, ref: null, topic: join.topic, event, payload })
  const reply = (to: Frame, status: 'ok' | 'error', response: object = {}) =>
    line.push({
      joinRef: join.joinRef,
      ref: to.ref,
      topic: join.topic,
      event: 'phx_reply',
      payload: { status, response },
    })
  const tell = (extension: string, message: string) =>
    push('system', { extension, status: 'error', message, channel: name })

  async function readPolicies(): Promise<Policies> {
    const may = isPrivate ? await mayRead(hub.sql, asker()) : { broadcast: true, presence: true }
    if (!may.broadcast && !may.presence)
      throw new Refusal('Unauthorized', `You do not have permissions to read from this Channel topic: ${name}`)
    return may
  }

  function leave(): void {
    clearTimeout(timer)
    hub.topics.leave(name, isPrivate, member)
  }

  function end(message: string): void {
    leave()
    tell('system', message)
    line.push({ joinRef: join.joinRef, ref: join.joinRef, topic: join.topic, event: 'phx_close', payload: {} })
    onEnd()
  }

  function watchExpiry(): void {
    clearTimeout(timer)
    const left = claims.exp * 1000 - Date.now()
    if (left <= 0) end(expired(claims.exp).message)
    else timer = setTimeout(watchExpiry, Math.min(left, recheckMs)).unref()
  }

  async function refresh(next: unknown): Promise<void> {
    if (typeof next !== 'string' || next.startsWith('sb_') || next === token) return
    try {
      claims = await verifyToken(next, hub.keys)
      token = next
      const may = await readPolicies()
      if ((member.hears.broadcast && !may.broadcast) || (member.hears.presence && config.presence && !may.presence))
        throw new Refusal('Unauthorized', `You no longer have permission to read from this Channel topic: ${name}`)
      member.hears = { broadcast: may.broadcast, presence: config.presence && may.presence }
      if (isPrivate) writes = undefined
      watchExpiry()
    } catch (error) {
      end(error instanceof Refusal ? error.message : 'Realtime was unable to connect to the project database')
    }
  }

  async function mayDo(extension: keyof Policies): Promise<boolean> {
    writes ??= await mayWrite(hub.sql, asker())
    return writes[extension]
  }

  async function broadcast(frame: Frame): Promise<void> {
    const message = { ...record(frame.payload), type: 'broadcast' } as Broadcast
    if (typeof message.event !== 'string' || !(await mayDo('broadcast'))) return // not answered, as on Supabase
    if (sizeOf(message.payload) > maxPayload) {
      if (config.ack) reply(frame, 'error', { reason: 'payload_size_exceeded' })
      return
    }
    hub.topics.broadcast(name, isPrivate, message, config.self ? undefined : member)
    if (config.ack) reply(frame, 'ok')
  }

  async function presence(frame: Frame): Promise<void> {
    const { event, payload = {} } = record(frame.payload)
    const roster = hub.topics.roster(name, isPrivate)
    const verb = String(event).toLowerCase()
    if (verb === 'untrack') hub.topics.tellPresence(name, isPrivate, roster?.untrack(member))
    else if (verb !== 'track' || !(await mayDo('presence'))) return reply(frame, 'error')
    else if (typeof payload !== 'object' || payload === null || Array.isArray(payload))
      return reply(frame, 'error', { reason: 'Presence track payload must be a map' })
    else if (sizeOf(payload) > maxPayload) return end('Track message size exceeded')
    else {
      hub.topics.tellPresence(name, isPrivate, roster?.track(member, config.presenceKey, record(payload)))
      await enablePresence()
    }
    reply(frame, 'ok')
  }

  // Whoever shows presence also learns who is there, even if the join did not ask for it.
  async function enablePresence(): Promise<void> {
    if (config.presence) return
    config.presence = true
    member.hears = { ...member.hears, presence: (await readPolicies()).presence }
    if (member.hears.presence) push('presence_state', hub.topics.roster(name, isPrivate)?.state() ?? {})
  }

  const may = await readPolicies()
  member.hears = { broadcast: may.broadcast, presence: config.presence && may.presence }
  await hub.feed.wake()
  if (!line.isOpen()) throw new Refusal('Closed', 'The socket closed while joining')
  hub.topics.join(name, isPrivate, member)
  reply(join, 'ok', { postgres_changes: config.changes })
  if (member.hears.presence) push('presence_state', hub.topics.roster(name, isPrivate)?.state() ?? {})
  if (config.changes.length > 0) tell('postgres_changes', noChanges)
  hub.feed.nudge()
  watchExpiry()
  return {
    joinRef: join.joinRef,
    leave,
    async handle(frame) {
      if (frame.event === 'broadcast') await broadcast(frame)
      else if (frame.event === 'presence') await presence(frame)
      else if (frame.event === 'access_token') await refresh(record(frame.payload).access_token)
    },
  }
}

const noChanges =
  'RealtimeDisabledForConfiguration: postgres_changes is not available on the embedded stack. Broadcast from the database with realtime.send() or realtime.broadcast_changes() instead.'

const sizeOf = (payload: unknown) =>
  Buffer.isBuffer(payload) ? payload.length : Buffer.byteLength(JSON.stringify(payload ?? null))
