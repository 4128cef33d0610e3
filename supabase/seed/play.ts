import { decide, fill, type Match, prepareDocument, type RuleExplanation } from '@faladesk/rules'
import { incoming, noted, outgoing, type Played, type State } from './messages.ts'
import type { Script } from './script.ts'
import { contacts, idOf, organizations } from './shop.ts'
import { workflow } from './workflow.ts'

const prepared = prepareDocument(workflow)
const workflowId = idOf('workflow demo')

/** Plays a script through the rules, as core would, and answers its messages and how the conversation stands. */
export async function play(script: Script, index: number) {
  const [contact, inbox] = [named(contacts, script.contact), inboxOf(script.inbox)]
  const state: State = {
    owner: 'rules',
    team: null,
    tags: [...(script.tags ?? [])],
    priority: 'normal',
    bots: 0,
    told: false,
    waits: false,
  }
  const messages: Played[] = []
  for (const line of script.lines) {
    if (line.by !== 'contact') {
      messages.push(outgoing(script, index, messages.length, line, state))
      continue
    }
    const message = incoming(index, messages.length, line, inbox.channel)
    messages.push(message)
    state.waits = true
    if (inbox.organization === 'demo') await answer(script, index, message, messages, state, contact, inbox)
  }
  return {
    id: idOf(`conversation ${index}`),
    contactId: contact.id,
    inboxId: inbox.id,
    identityId: contact.identity.id,
    state,
    messages,
  }
}

async function answer(
  script: Script,
  index: number,
  message: Played,
  messages: Played[],
  state: State,
  contact: (typeof contacts)[number],
  inbox: ReturnType<typeof inboxOf>,
) {
  const facts = factsOf(script, message, messages.length, state, contact, inbox)
  const { reply, background, explain } = await decide(
    prepared,
    facts,
    state.owner === 'human' ? { skipReply: 'human-owner' } : {},
  )
  const id = idOf(`decision ${index} ${messages.length}`)
  const receipts: object[] = []
  const evening = facts['calendar.open'] === false
  const speak = (text: string, after = 2) => {
    const said = { by: 'rule' as const, after: message.after / 60 + after / 60, text }
    const spoken = { ...outgoing(script, index, messages.length, said, state), decidedBy: id }
    messages.push(spoken)
    return spoken.id
  }
  for (const match of background) {
    receipts.push(behind(match, state))
    if (match.event.type === 'note') messages.push(noted(index, messages.length, message, match, facts, id))
  }
  const silent = state.owner === 'human'
  if (reply) receipts.push(...speaksFor(reply, facts, state, speak, evening))
  // No rule answers and no AI was switched on: the customer is told once that a person will.
  else if (!silent)
    receipts.push({
      action: 'tell-waiting',
      ok: true,
      ...(state.told ? { reason: 'the customer was told before' } : { message: speak(handoff(null, evening)) }),
    })
  if (!reply && !silent) state.told = true
  message.decision = {
    id,
    outcome: reply ? reply.event.type : silent ? 'none' : 'human-default',
    replyRule: reply?.ruleName ?? null,
    facts,
    explanation: [{ workflowId, version: 1, rules: explain as RuleExplanation[] }],
    actions: receipts,
  }
}

function speaksFor(
  { ruleId, event }: Match,
  facts: Record<string, unknown>,
  state: State,
  speak: (text: string) => string,
  evening: boolean,
): object[] {
  const params = event.params as { text?: string; team?: string; priority?: string } | undefined
  const filled = params?.text
    ? fill(params.text, facts, { locale: 'pt-BR', timeZone: 'America/Sao_Paulo' }).text
    : undefined
  const about = { action: event.type, rule: ruleId, ok: true }
  if (event.type === 'auto-reply') {
    state.waits = state.told
    return [{ ...about, message: speak(filled ?? '') }]
  }
  state.owner = event.type === 'ask-ai' ? 'ai' : 'human'
  if (event.type === 'ask-ai') return [about]
  state.team = params?.team ?? null
  state.priority = params?.priority ?? state.priority
  if (event.type === 'escalate') {
    speak(filled ?? handoff(state.team, evening))
    state.told = true
  }
  return [{ ...about, ...(state.team && { team: state.team }) }]
}

function behind({ ruleId, event }: Match, state: State): object {
  const params = event.params as { add?: string[]; value?: string }
  if (event.type === 'tag') state.tags = [...new Set([...state.tags, ...(params.add ?? [])])]
  if (event.type === 'priority') state.priority = params.value ?? state.priority
  return {
    action: event.type,
    rule: ruleId,
    ok: true,
    ...(event.type === 'tag' && { tags: state.tags }),
    ...(event.type === 'priority' && { value: params.value }),
  }
}

// In the words core uses when a rule names no text of its own.
function handoff(team: string | null, evening: boolean): string {
  const who = `Uma pessoa ${team ? `da equipe ${team}` : 'da nossa equipe'}`
  return evening
    ? `Recebemos sua mensagem. Agora estamos fora do horário de atendimento. ${who} responde por aqui amanhã às 9h. Seu protocolo é {{protocol}}.`
    : `Certo! ${who} vai responder por aqui em instantes. Seu protocolo é {{protocol}}.`
}

// What depends on the day the seed is run is put in by the seed: protocol, weekday, hour, next opening.
function factsOf(
  script: Script,
  message: Played,
  seq: number,
  state: State,
  contact: (typeof contacts)[number],
  inbox: ReturnType<typeof inboxOf>,
) {
  const media = (message.content[0] as { media?: { mime: string } } | undefined)?.media
  const evening = 'eveOf' in script.start && message.after < 10 * 3600
  return {
    'message.text': message.text,
    'message.kind': media ? media.mime.split('/')[0] : 'text',
    'message.hasAttachment': media !== undefined,
    'message.length': [...message.text].length,
    'contact.name': contact.name,
    'contact.tags': contact.tags,
    'contact.attributes': contact.attributes,
    'conversation.state': 'open',
    'conversation.owner': state.owner,
    'conversation.tags': [...state.tags],
    'conversation.priority': state.priority,
    'conversation.channel': inbox.channel,
    'conversation.inbox': inbox.name,
    'conversation.messages': seq,
    'conversation.bot_attempts': state.bots,
    'conversation.protocol': '{{protocol}}',
    'conversation.attributes': {},
    'conversation.waiting_minutes': 0,
    'calendar.open': !evening,
    ...(evening && { 'calendar.next_open': 'amanhã às 9h' }),
  }
}

const named = <T extends { key: string }>(list: T[], key: string): T => {
  const found = list.find((one) => one.key === key)
  if (!found) throw new Error(`The demo has no ${key}`)
  return found
}

function inboxOf(key: string) {
  const all = organizations.flatMap(({ slug, inboxes }) => inboxes.map((inbox) => ({ ...inbox, organization: slug })))
  return named(all, key)
}
