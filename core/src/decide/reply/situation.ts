import type { AskedTemplate, Cost } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'
import { type Known, readKnown } from './known.ts'
import { placeOf } from './place.ts'
import { filledFor, onOneLine, readyTemplate } from './ready-template.ts'
import { reasons } from './reasons.ts'
import type { Fault } from './template.ts'
import type { Intent, Situation } from './ways.ts'

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
  const { plugins } = host
  const planned = (one: AskedTemplate | undefined) =>
    one ? readyTemplate(plugins, known, home, filledFor(known, one, said.text)).template : null
  const fallback = said.fallback ? readyTemplate(plugins, known, home, onOneLine(said.fallback)).template : null
  const asked = said.template && target ? readyTemplate(plugins, known, target, said.template) : null
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
