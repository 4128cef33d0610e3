import { type Locale, say } from '@faladesk/plugin-sdk'
import type { ChangeInbox, Inbox, NewInbox, Page, PageQuery } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { openInboxSecrets, sealInboxSecrets } from '../../plugins/inbox-secrets.ts'
import { json, type Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { keyForms, openCursor, pageOfRows } from '../cursor.ts'
import { likeOf } from '../like.ts'
import { badFields, conflict, notFound } from '../refusal.ts'
import { changeSettings } from '../settings-form.ts'
import { refuseWrongPolicy } from './reply-policy.ts'
import { canBeSimulated, hasDerivedSettings, type InboxRow, inboxView } from './view.ts'

const columns = (tx: Tx) => tx`
  i.id, i.organization_id, i.channel, i.name, i.key, i.settings, i.enabled, i.simulated, i.health, i.reply_policy, i.created_at, s.sealed
  from public.inboxes i left join public.inbox_secrets s on s.inbox_id = i.id`

/** Inboxes of the organization, the oldest first. */
export const listInboxes = async (tx: Tx, host: Host, query: PageQuery, language: Locale): Promise<Page<Inbox>> => {
  const after = openCursor(query.cursor, [keyForms.instant, keyForms.uuid])
  const rows = await tx<InboxRow[]>`
    select ${columns(tx)}
    where i.deleted_at is null and i.name ilike ${likeOf(query.search)}
      ${after ? tx`and (i.created_at, i.id) > (${after[0] as string}::timestamptz, ${after[1] as string}::uuid)` : tx``}
    order by i.created_at, i.id limit ${query.limit + 1}`
  const { data, next } = pageOfRows(rows, query.limit, (row) => [row.created_at, row.id])
  return { data: data.map((row) => inboxView(host, row, language)), next }
}

/** Reads one inbox row; throws 404 where it does not exist, was deleted, or is another organization's. */
export const readInbox = async (tx: Tx, id: string): Promise<InboxRow> => {
  const [row] = await tx<InboxRow[]>`select ${columns(tx)} where i.id = ${id} and i.deleted_at is null`
  if (!row) throw notFound()
  return row
}

/** One inbox as it is shown by itself: with what its provider said of it. */
export const readShown = async (tx: Tx, host: Host, id: string, language: Locale): Promise<Inbox> => {
  const row = await readInbox(tx, id)
  const [said] = await tx<{ news: NonNullable<Inbox['news']> }[]>`select news from public.inboxes where id = ${id}`
  return { ...inboxView(host, row, language), news: said?.news ?? [] }
}

/** Connects a channel: checks its settings, seals the secrets, and answers the webhooks to give the provider. */
export const createInbox = async (
  tx: Tx,
  host: Host,
  caller: Caller,
  { channel: name, ...asked }: NewInbox,
  language: Locale,
): Promise<Inbox> => {
  const channel = host.plugins.channels.get(name)
  if (!channel) throw badFields({ field: 'channel', message: noSuchChannel([...host.plugins.channels.keys()]) })
  const { settings, secrets } = changeSettings(
    channel.settings,
    { settings: {}, secrets: {} },
    asked.settings,
    language,
  )
  const id = await insertInbox(tx, caller, { channel: name, name: asked.name.trim(), settings, simulated: false })
  await sealInboxSecrets(tx, host, { id, organization_id: caller.organization.id }, secrets)
  await audit(tx, caller, 'inbox.created', id, { channel: name, name: asked.name.trim() })
  return inboxView(host, await readInbox(tx, id), language)
}

/** Makes an inbox whose provider is the host's own simulator; its settings are derived, never stored. */
export const createSimulatedInbox = async (
  tx: Tx,
  host: Host,
  caller: Caller,
  { channel: name, ...asked }: { channel: string; name?: string },
  language: Locale,
): Promise<Inbox> => {
  const able = [...host.plugins.channels.values()].filter(canBeSimulated)
  const channel = able.find((one) => one.name === name)
  if (!channel) throw badFields({ field: 'channel', message: noSuchChannel(able.map((one) => one.name)) })
  const title = asked.name?.trim() ?? channel.title[language]
  const id = await insertInbox(tx, caller, { channel: name, name: title, settings: {}, simulated: true })
  await audit(tx, caller, 'inbox.created', id, { channel: name, name: title, simulated: true })
  return inboxView(host, await readInbox(tx, id), language)
}

/** Renames, switches or reconfigures an inbox; the cache of every replica forgets it with the commit. */
export const changeInbox = async (
  tx: Tx,
  host: Host,
  caller: Caller,
  id: string,
  asked: ChangeInbox,
  language: Locale,
): Promise<Inbox> => {
  await tx`select from public.inboxes where id = ${id} for update`
  const row = await readInbox(tx, id)
  if (asked.settings) {
    const channel = host.plugins.channels.get(row.channel)
    if (!channel) throw conflict('channel_missing', notInstalled)
    if (hasDerivedSettings(channel, row)) throw conflict('inbox_simulated', simulatedHasNone)
    const kept = { settings: row.settings, secrets: openInboxSecrets(host, row) }
    const { settings, secrets } = changeSettings(channel.settings, kept, asked.settings, language)
    await tx`update public.inboxes set settings = ${json(tx, settings)}, health = '{"status":"ok"}' where id = ${id}`
    await sealInboxSecrets(tx, host, row, secrets)
  }
  if (asked.reply_policy) {
    await refuseWrongPolicy(tx, id, asked.reply_policy)
    await tx`update public.inboxes set reply_policy = ${json(tx, asked.reply_policy)} where id = ${id}`
  }
  await tx`
    update public.inboxes set name = coalesce(${asked.name?.trim() ?? null}::text, name),
      enabled = coalesce(${asked.enabled ?? null}::boolean, enabled), revision = revision + 1
    where id = ${id}`
  await audit(tx, caller, 'inbox.changed', id, {
    fields: [
      ...Object.keys(asked).filter((name) => name !== 'settings'),
      ...Object.keys(asked.settings ?? {}).map((name) => `settings.${name}`),
    ],
  })
  return inboxView(host, await readInbox(tx, id), language)
}

/** Takes an inbox away with its secrets; its conversations stay readable. */
export const deleteInbox = async (tx: Tx, caller: Caller, id: string): Promise<void> => {
  const [row] = await tx<{ name: string; channel: string }[]>`
    update public.inboxes set deleted_at = now(), enabled = false, revision = revision + 1
    where id = ${id} and deleted_at is null returning name, channel`
  if (!row) throw notFound()
  await tx`delete from public.inbox_secrets where inbox_id = ${id}`
  await audit(tx, caller, 'inbox.deleted', id, row)
}

const insertInbox = async (
  tx: Tx,
  caller: Caller,
  { channel, name, settings, simulated }: { channel: string; name: string; settings: object; simulated: boolean },
): Promise<string> => {
  const [row] = await tx<{ id: string }[]>`
    insert into public.inboxes (organization_id, channel, name, settings, simulated)
    values (${caller.organization.id}, ${channel}, ${name}, ${json(tx, settings)}, ${simulated}) returning id`
  if (!row) throw new Error('an inbox that was inserted came back empty')
  return row.id
}

const noSuchChannel = (names: string[]) => {
  const list = names.join(', ') || '–'
  return say(
    `Este canal não está instalado; escolha um destes: ${list}.`,
    `Este canal no está instalado; elija uno de estos: ${list}.`,
    `This channel is not installed; choose one of: ${list}.`,
  )
}
const notInstalled = say(
  'O plugin deste canal não está instalado neste servidor; instale-o para mudar os ajustes.',
  'El plugin de este canal no está instalado en este servidor; instálelo para cambiar los ajustes.',
  'The plugin of this channel is not installed on this server; install it to change the settings.',
)
const simulatedHasNone = say(
  'Uma caixa simulada não tem ajustes; crie uma real para conectar um provedor.',
  'Una bandeja simulada no tiene ajustes; cree una real para conectar un proveedor.',
  'A simulated inbox has no settings; make a real one to connect a provider.',
)
