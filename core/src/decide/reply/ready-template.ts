import { fill } from '@faladesk/rules'
import type { AskedTemplate } from '../../contract/index.ts'
import type { Registry } from '../../plugins/registry.ts'
import { costIn, type Standing } from './cost.ts'
import type { InboxRow, Known } from './known.ts'
import { reasons } from './reasons.ts'
import { type Fault, faultsOf, filled, oneLine, pickTemplate } from './template.ts'
import type { ReadyTemplate } from './ways.ts'

/** A template as it stands in an inbox: its words and price, and what is wrong with it. */
export function readyTemplate(
  plugins: Registry,
  known: Pick<Known, 'prices' | 'templates'> & { organization: { locale: string } },
  inbox: Pick<InboxRow, 'id' | 'synced'> & Standing,
  asked: AskedTemplate,
): { template: ReadyTemplate; faults: Fault[] } {
  const { locale } = known.organization
  const rows = known.templates.filter(({ inbox_id }) => inbox_id === inbox.id)
  const row = pickTemplate(rows, asked, locale)
  const takesNone = plugins.channels.get(inbox.channel)?.capabilities.templates === false
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
      cost: costIn(plugins, known.prices, inbox, category, 1),
    },
  }
}

/** A template of a policy: its variables are texts of rules, to be filled with whom the answer is for and what it says. */
export const filledFor = (known: Known, one: AskedTemplate, text: string): AskedTemplate => {
  const facts = {
    'contact.name': known.contact.name ?? '',
    'conversation.protocol': known.protocol,
    'reply.text': text,
  }
  const { locale, timezone: timeZone } = known.organization
  return withVariables(one, (value) => oneLine(fill(value, facts, { locale, timeZone }).text))
}

/** A template of a rule, filled in already: whatever it was filled with is one line. */
export const onOneLine = (one: AskedTemplate): AskedTemplate => withVariables(one, oneLine)

const withVariables = (one: AskedTemplate, write: (value: string) => string): AskedTemplate => ({
  ...one,
  variables: Object.fromEntries(Object.entries(one.variables ?? {}).map(([name, value]) => [name, write(value)])),
})
