import type { AskedTemplate, ReplyPolicy } from '../contract/index.ts'
import { reasons } from '../decide/reply/reasons.ts'
import { pickTemplate, type TemplateRow, unusable } from '../decide/reply/template.ts'
import { type ReadyTemplate, type Situation, wayOf } from '../decide/reply/ways.ts'

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
