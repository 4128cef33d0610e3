import type { Template } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'
import type { Inbox } from '../plugins/inbox-cache.ts'
import { type Loop, startLoop } from '../queue/loop.ts'
import { json } from '../store/database.ts'

const deadlineMs = 60_000
const most = 5000

/** Asks the provider for an inbox's templates and keeps them in place of those before; throws what the plugin throws. */
export async function syncTemplates(host: Host, inbox: Inbox, signal?: AbortSignal): Promise<void> {
  if (!inbox.channel.templates) return
  const found = await inbox.channel.templates(inbox.context({ deadlineMs, ...(signal && { signal }) }))
  await keep(host, inbox, found.slice(0, most))
}

/** Asks each inbox once a day, and sooner where it failed. */
export function templateLoop(host: Host, stopping: AbortSignal): Loop {
  const channels = [...host.plugins.channels.values()].filter(({ templates }) => templates).map(({ name }) => name)
  return startLoop<{ id: string; organization_id: string }>({
    parallel: 1,
    batch: 4,
    claim: (room) =>
      host.db.sql<
        { id: string; organization_id: string }[]
      >`select * from private.claim_template_syncs(${channels}, ${room})`,
    async run({ id }) {
      const inbox = await host.inboxes.byId(id)
      if (!inbox) return
      await syncTemplates(host, inbox, stopping).catch((error: Error) =>
        host.log.info(
          { inbox: id, reason: error.message.slice(0, 200) },
          'the templates could not be read; trying later',
        ),
      )
      host.changed()
    },
    failed: (error) => host.log.warn({ err: error }, 'templates could not be looked after'),
  })
}

const keep = (host: Host, { id, organizationId }: Inbox, found: readonly Template[]) =>
  host.db.inOrganization(organizationId, async (tx) => {
    const rows = json(tx, found)
    await tx`
      delete from message_templates t where t.inbox_id = ${id} and not exists (
        select from jsonb_array_elements(${rows}) f where f ->> 'ref' = t.ref and coalesce(f ->> 'language', '') = t.language)`
    await tx`
      insert into message_templates (organization_id, inbox_id, ref, language, name, category, status, body, variables)
      select distinct on (f ->> 'ref', coalesce(f ->> 'language', '')) ${organizationId}, ${id}, f ->> 'ref',
        coalesce(f ->> 'language', ''), f ->> 'name', f ->> 'category', f ->> 'status', coalesce(f ->> 'body', ''),
        array(select jsonb_array_elements_text(f -> 'variables'))
      from jsonb_array_elements(${rows}) f
      on conflict (inbox_id, ref, language) do update set name = excluded.name, category = excluded.category,
        status = excluded.status, body = excluded.body, variables = excluded.variables, synced_at = now()`
    await tx`
      update inboxes set templates_synced_at = now(), templates_due = now() + interval '1 day', templates_failures = 0
      where id = ${id}`
  })
