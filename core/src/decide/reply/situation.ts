import { fill } from '@faladesk/rules'
import { splitContent } from '../../act/split.ts'
import type { AskedTemplate, Cost } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'
import { costOf } from './cost.ts'
import { addressIn, type InboxRow, isLive, type Known, readKnown } from './read-situation.ts'
import { reasons } from './reasons.ts'
import { type Fault, faultsOf, filled, oneLine, pickTemplate, type TemplateRow } from './template.ts'
import type { Intent, Place, ReadyTemplate, Situation } from './ways.ts'
import { windowAt } from './window.ts'

/** What somebody wants to say in a conversation. */
export interface Said {
  text: string
  hasFiles?: boolean
  template?: AskedTemplate
  via?: string
  /** A template a rule names for when the window is closed, before all the policy says; its variables filled in. */
  fallback?: AskedTemplate
}

/** What `waysOf` needs to know, with what is wrong with the template that was asked for by name. */
export interface Weighed {
  known: Known
  intent: Intent
  situation: Situation
  faults: Fault[]
}

/** Reads the situation of a reply; null when the conversation is gone. */
export async function readSituation(tx: Tx, host: Host, conversationId: string, said: Said): Promise<Weighed | null> {
  const known = await readKnown(
    tx,
    conversationId,
    [said.template, said.fallback].flatMap((one) => (one ? [one.ref] : [])),
  )
  return known && weigh(host, known, said)
}

function weigh(host: Host, known: Known, said: Said): Weighed | null {
  const home = known.inboxes.find(({ id }) => id === known.home)
  if (!home) return null
  const { template, paidTemplate } = home.reply_policy
  const target = known.inboxes.find(({ id }) => id === (said.via ?? known.home))
  const planned = (one: AskedTemplate | undefined) =>
    one ? readyTemplate(host, known, home, { ...one, variables: fillVariables(known, one, said.text) }).template : null
  const fallback = said.fallback ? readyTemplate(host, known, home, flattened(said.fallback)).template : null
  const asked = said.template && target ? readyTemplate(host, known, target, said.template) : null
  return {
    known,
    intent: {
      hasFiles: said.hasFiles ?? false,
      ...(asked && { template: asked.template }),
      ...(said.via !== undefined && { via: said.via }),
    },
    situation: {
      home: placeOf(host, known, home, said.text),
      others: known.inboxes
        .filter((inbox) => inbox !== home)
        .map((inbox) => placeOf(host, known, inbox, said.text))
        // Those through which the contact cannot be known are no ways at all.
        .filter(({ problem }) => problem !== reasons.noAddress)
        .sort((a, b) => rank(a.textCost) - rank(b.textCost)),
      policy: fallback ? { closed: ['paid_template', ...home.reply_policy.closed] } : home.reply_policy,
      template: planned(template),
      paidTemplate: fallback ?? planned(paidTemplate),
    },
    faults: asked?.faults ?? [],
  }
}

const rank = (cost: Cost | null) => (cost === null ? 1 : cost.free ? 0 : 1 + cost.amount)

function placeOf(host: Host, known: Known, inbox: InboxRow, text: string): Place {
  const channel = host.plugins.channels.get(inbox.channel)
  const address = addressIn(inbox, channel, known.contact.identities)
  return {
    inboxId: inbox.id,
    inboxName: inbox.name,
    channel: inbox.channel,
    window: windowAt(inbox.window_from, channel?.capabilities.window?.hours, new Date(known.now)),
    blocked: address?.blocked ?? null,
    noAdverts: address?.no_adverts ?? false,
    problem: inbox.deleted
      ? reasons.deleted
      : !inbox.enabled
        ? reasons.off
        : !channel
          ? reasons.missing
          : address === null
            ? reasons.noAddress
            : inbox.id !== known.home && !isLive(host, inbox, channel, address)
              ? reasons.notLive
              : null,
    textCost: channel
      ? price(host, known, inbox, 'service', splitContent([{ k: 'text', text }], channel.capabilities).length)
      : null,
  }
}

/** A template as it stands in an inbox: its words and price, and what is wrong with it. */
export function readyTemplate(
  host: Host,
  known: Prices & { templates: TemplateRow[]; organization: { locale: string } },
  inbox: Pick<InboxRow, 'id' | 'synced'> & Priced,
  asked: AskedTemplate,
): { template: ReadyTemplate; faults: Fault[] } {
  const { locale } = known.organization
  const rows = known.templates.filter(({ inbox_id }) => inbox_id === inbox.id)
  const row = pickTemplate(rows, asked, locale)
  const takesNone = host.plugins.channels.get(inbox.channel)?.capabilities.templates === false
  const faults = takesNone ? [{ field: 'template', message: reasons.noTemplates }] : faultsOf(asked, row, inbox.synced)
  const variables = asked.variables ?? {}
  const category = row?.category ?? 'utility'
  return {
    faults,
    template: {
      ref: asked.ref,
      language: row?.language || asked.language || locale.replace('-', '_'),
      name: row?.name ?? asked.ref,
      category,
      body: filled(row?.body ?? '', variables),
      variables,
      problem: faults[0]?.message ?? null,
      cost: price(host, known, inbox, category, 1),
    },
  }
}

type Prices = Pick<Known, 'prices'>
type Priced = Pick<InboxRow, 'channel' | 'free_entry' | 'service' | 'simulated'>

const price = (host: Host, known: Prices, inbox: Priced, category: string, parts: number): Cost | null =>
  costOf({
    channel: inbox.channel,
    category,
    parts: Math.max(1, parts),
    prices: known.prices,
    freeEntry: inbox.free_entry,
    serviceUsed: inbox.service,
    simulated: inbox.simulated,
    metered: host.plugins.channels.get(inbox.channel)?.capabilities.writesFirst?.includes('phone') ?? false,
  })

const flattened = (one: AskedTemplate): AskedTemplate => ({
  ...one,
  variables: Object.fromEntries(Object.entries(one.variables ?? {}).map(([name, value]) => [name, oneLine(value)])),
})

// Variables of a policy are texts of rules; whatever they are filled with is one line.
const fillVariables = (known: Known, { variables = {} }: AskedTemplate, text: string): Record<string, string> => {
  const facts = {
    'contact.name': known.contact.name ?? '',
    'conversation.protocol': known.protocol,
    'reply.text': text,
  }
  const how = { locale: known.organization.locale as 'pt-BR' | 'es' | 'en', timeZone: known.organization.timezone }
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, oneLine(fill(value, facts, how).text)]),
  )
}
