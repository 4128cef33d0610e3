import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { validateDocument } from '@faladesk/rules'
import { earlier } from './seed/conversations-earlier.ts'
import { lately } from './seed/conversations-lately.ts'
import { nationalHolidays } from './seed/holidays.ts'
import { play } from './seed/play.ts'
import type { Script } from './seed/script.ts'
import { contacts, idOf, organizations, people } from './seed/shop.ts'
import { workflow } from './seed/workflow.ts'

/** The generated file. */
export const seedFile = fileURLToPath(new URL('seed.sql', import.meta.url))

/** The demo as one SQL statement: its data as JSON, its decisions made by the rules, its times left to the database. */
export async function seedSql(): Promise<string> {
  const checked = validateDocument(workflow)
  if (!checked.ok) throw new Error(`The demo's workflow is wrong: ${JSON.stringify(checked.problems, null, 2)}`)
  const [demo] = organizations
  const data = {
    holidays: [2026, 2027].flatMap(nationalHolidays),
    people,
    organizations,
    contacts,
    workflow: { id: idOf('workflow demo'), organization: demo?.id, by: idOf('person ana') },
    conversations: await Promise.all([...earlier, ...lately].map(conversation)),
  }
  const template = readFileSync(new URL('seed/template.sql', import.meta.url), 'utf8')
  return template.replace('__DATA__', () => inLines(data)).replace('__RULES__', () => inLines(workflow))
}

async function conversation(script: Script, index: number) {
  const { id, contactId, inboxId, identityId, state, messages } = await play(script, index)
  const organization = organizations.find(({ inboxes }) => inboxes.some((inbox) => inbox.id === inboxId))
  const contact = contacts.find((one) => one.id === contactId)
  const lastAgent = messages.findLast(({ author }) => author === 'agent')
  const lastCustomer = messages.findLast(({ direction }) => direction === 'in')
  // A customer waits since the first message nobody of the shop answered.
  const unanswered = messages.find(({ direction, after }) => direction === 'in' && after > (lastAgent?.after ?? -1))
  const waits = script.status !== 'resolved' && state.waits
  return {
    id,
    organization: organization?.id,
    inbox: inboxId,
    contact: contactId,
    identity: identityId,
    address: contact?.identity.value,
    phone: contact?.identity.kind === 'wa_phone',
    start: script.start,
    status: script.status ?? 'open',
    owner: state.owner,
    assignee: people.find(({ key }) => key === script.assignee)?.id ?? null,
    team: state.team,
    priority: state.priority,
    tags: state.tags,
    bots: state.bots,
    told: state.told,
    unread: script.unread ?? 0,
    waitingAfter: waits ? (unanswered ?? lastCustomer)?.after : null,
    takenAfter: lastAgent?.after ?? null,
    lastAfter: messages.at(-1)?.after ?? 0,
    messages,
  }
}

// One thing a line, so that a change of the demo is a change of few lines.
function inLines(data: object): string {
  const entries = Object.entries(data).map(([name, value]) => {
    if (!Array.isArray(value)) return `"${name}":${JSON.stringify(value)}`
    return `"${name}":[\n${value.map((one) => JSON.stringify(one)).join(',\n')}]`
  })
  return `{\n${entries.join(',\n')}\n}`
}

if (import.meta.main) {
  writeFileSync(seedFile, await seedSql())
  console.log('Wrote supabase/seed.sql')
}
