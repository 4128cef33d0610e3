import type { Locale } from '@faladesk/plugin-sdk'
import type { AskedTemplate, MessagePrice, ReplyPolicy } from '../contract/index.ts'
import { readyTemplate } from '../decide/reply/ready-template.ts'
import type { TemplateRow } from '../decide/reply/template.ts'
import type { Host } from '../host.ts'
import type { Tx } from '../store/database.ts'
import type { ClosedWindow } from './closed-window.ts'

/** Reads what each inbox of the transaction's organization makes of a text while its window is closed. */
export async function readClosedWindows(tx: Tx, { plugins }: Pick<Host, 'plugins'>): Promise<ClosedWindow[]> {
  const inboxes = await tx<Row[]>`
    select i.id, i.channel, i.simulated, i.reply_policy, i.templates_synced_at is not null as synced, o.locale,
      (select coalesce(jsonb_agg(to_jsonb(t)), '[]') from public.message_templates t where t.inbox_id = i.id) as templates
    from public.inboxes i join public.organizations o on o.id = i.organization_id
    where i.organization_id = private.current_organization()`
  const prices = await tx<MessagePrice[]>`
    select channel, category, amount::float8 as amount, currency from public.message_prices
    where organization_id = private.current_organization()`
  return inboxes.map(({ templates, locale, reply_policy, ...inbox }) => {
    // Who came by an advertisement then is not known: nothing is taken for free because of it.
    const standing = { ...inbox, free_entry: false, service: 0 }
    const planned = (one: AskedTemplate | undefined) =>
      one ? readyTemplate(plugins, { templates, prices, organization: { locale } }, standing, one).template : null
    return {
      inboxId: inbox.id,
      policy: reply_policy,
      template: planned(reply_policy.template),
      paidTemplate: planned(reply_policy.paidTemplate),
      rows: plugins.channels.get(inbox.channel)?.capabilities.templates === false ? null : templates,
      synced: inbox.synced,
      locale,
    }
  })
}

interface Row {
  id: string
  channel: string
  simulated: boolean
  reply_policy: ReplyPolicy
  synced: boolean
  locale: Locale
  templates: TemplateRow[]
}
