import { type Locale, say } from '@faladesk/plugin-sdk'
import type { AiSetup, SetAi } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import { open, openingKeys, type Place, seal } from '../../plugins/seal.ts'
import { json, type Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { badFields } from '../refusal.ts'
import { changeSettings, type KeptSettings, shownSettings } from '../settings-form.ts'

interface AiRow {
  plugin: string
  settings: Record<string, unknown>
  enabled: boolean
  sealed: string | null
  call_price: number | null
}

const placeOf = (organizationId: string): Place => ({ organizationId, table: 'ai_secrets', rowId: organizationId })

/** The AI of the organization with its secrets opened, or null where none is set up. */
export const readAi = async (tx: Tx, { config }: Host, caller: Caller): Promise<(AiRow & KeptSettings) | null> => {
  const [row] = await tx<AiRow[]>`
    select a.plugin, a.settings, a.enabled, a.call_price::float8 as call_price, s.sealed
    from public.ai_plugins a left join public.ai_secrets s on s.organization_id = a.organization_id`
  if (!row) return null
  const place = placeOf(caller.organization.id)
  const secrets = row.sealed === null ? {} : (open(openingKeys(config), place, row.sealed) as Record<string, unknown>)
  return { ...row, secrets }
}

/** The AI of the organization as it may leave the host, and those it could use. */
export const aiSetup = async (tx: Tx, host: Host, caller: Caller): Promise<AiSetup> => {
  const row = await readAi(tx, host, caller)
  const schema = row && host.plugins.ais.get(row.plugin)?.settings
  return {
    plugin: row?.plugin ?? null,
    settings: row && schema ? shownSettings(schema, row.settings) : {},
    secrets: Object.keys(row?.secrets ?? {}),
    enabled: row?.enabled ?? false,
    callPrice: row?.call_price ?? null,
    available: [...host.plugins.ais.values()].map(({ name, title, icon, settings }) => ({
      name,
      title: { ...title },
      ...(icon && { icon }),
      settings,
    })),
  }
}

/** Chooses, configures, switches or (plugin null) removes the AI; settings of another plugin do not carry over. */
export const setAi = async (tx: Tx, host: Host, caller: Caller, asked: SetAi, language: Locale): Promise<AiSetup> => {
  const { id } = caller.organization
  if (asked.plugin === null) {
    await tx`delete from public.ai_plugins where organization_id = ${id}`
    await audit(tx, caller, 'ai.removed', null)
    return aiSetup(tx, host, caller)
  }
  const plugin = host.plugins.ais.get(asked.plugin)
  if (!plugin) throw badFields({ field: 'plugin', message: noSuchAi([...host.plugins.ais.keys()]) })
  const before = await readAi(tx, host, caller)
  const kept = before?.plugin === plugin.name ? before : { settings: {}, secrets: {} }
  const { settings, secrets } = changeSettings(plugin.settings, kept, asked.settings ?? {}, language)
  const enabled = asked.enabled ?? before?.enabled ?? true
  const price = asked.callPrice === undefined ? (before?.call_price ?? null) : asked.callPrice
  await tx`
    insert into public.ai_plugins (organization_id, plugin, settings, enabled, call_price)
    values (${id}, ${plugin.name}, ${json(tx, settings)}, ${enabled}, ${price})
    on conflict (organization_id) do update set plugin = excluded.plugin, settings = excluded.settings,
      enabled = excluded.enabled, call_price = excluded.call_price, updated_at = now()`
  await tx`delete from public.ai_secrets where organization_id = ${id}`
  if (Object.keys(secrets).length > 0)
    await tx`
      insert into public.ai_secrets (organization_id, sealed)
      values (${id}, ${seal(host.config.secretKey, placeOf(id), secrets)})`
  await audit(tx, caller, 'ai.changed', null, {
    plugin: plugin.name,
    enabled,
    fields: Object.keys(asked.settings ?? {}).map((name) => `settings.${name}`),
  })
  return aiSetup(tx, host, caller)
}

const noSuchAi = (names: string[]) => {
  const list = names.join(', ') || '–'
  return say(
    `Esta IA não está instalada; escolha uma destas: ${list}.`,
    `Esta IA no está instalada; elija una de estas: ${list}.`,
    `This AI is not installed; choose one of: ${list}.`,
  )
}
