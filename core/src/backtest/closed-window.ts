import type { AskedTemplate, MessagePrice, ReplyPolicy } from '../contract/index.ts'
import { reasons } from '../decide/reply/reasons.ts'
import { readyTemplate } from '../decide/reply/situation.ts'
import { pickTemplate, type TemplateRow, unusable } from '../decide/reply/template.ts'
import { type ReadyTemplate, type Situation, wayOf } from '../decide/reply/ways.ts'
import type { Host } from '../host.ts'
import type { Tx } from '../store/database.ts'

/** What an inbox makes of a text while its window is closed, as its policy and its templates stand now. */
export interface ClosedWindow {
  inboxId: string
  policy: ReplyPolicy
  template: ReadyTemplate | null
  paidTemplate: ReadyTemplate | null
  /** Null: its channel takes no templates at all. */
  rows: TemplateRow[] | null
  synced: boolean
  locale: string
}

/** Reads it of every inbox of the transaction's organization. */
export async function readClosedWindows(tx: Tx, host: Host): Promise<ClosedWindow[]> {
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
      one ? readyTemplate(host, { templates, prices, organization: { locale } }, standing, one).template : null
    return {
      inboxId: inbox.id,
      policy: reply_policy,
      template: planned(reply_policy.template),
      paidTemplate: planned(reply_policy.paidTemplate),
      rows: host.plugins.channels.get(inbox.channel)?.capabilities.templates === false ? null : templates,
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
  locale: string
  templates: TemplateRow[]
}

/**
 * Whether a rule's text would have gone as a template: the one the rule names, else what the policy says, chosen as a real
 * reply is. Which other channels the customer had then is not known, so none is counted on.
 */
export function goesAsTemplate(inbox: ClosedWindow | undefined, own: AskedTemplate | undefined): boolean {
  if (!inbox) return false
  const fallback = own && named(inbox, own)
  const situation: Situation = {
    home: {
      inboxId: inbox.inboxId,
      inboxName: '',
      channel: '',
      window: { open: false, until: null },
      blocked: null,
      noAdverts: false,
      problem: null,
      textCost: null,
    },
    others: [],
    policy: fallback ? { closed: ['paid_template', ...inbox.policy.closed] } : inbox.policy,
    template: inbox.template,
    paidTemplate: fallback ?? inbox.paidTemplate,
  }
  return wayOf({ hasFiles: false }, situation)?.via === 'template'
}

const named = ({ rows, synced, locale }: ClosedWindow, own: AskedTemplate): ReadyTemplate => {
  const row = pickTemplate(rows ?? [], own, locale)
  return {
    ref: own.ref,
    language: row?.language ?? '',
    name: row?.name ?? own.ref,
    category: row?.category ?? 'utility',
    body: '',
    variables: {},
    problem: rows === null ? reasons.noTemplates : unusable(own, row, synced),
    cost: null,
  }
}
