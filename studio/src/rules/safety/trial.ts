import type { EventName } from '@faladesk/rules'

type Facts = Readonly<Record<string, unknown>>

/** Facts that come from somewhere else than the form: a conversation, a Doctor's example, a test. */
export interface Base {
  /** Where from, as people say it. */
  label: string
  facts: Facts
}

/** What a person fills in to try the rules. */
export interface Trial {
  text: string
  name: string
  tags: string
  channel: string
  open: boolean
  firstContact: boolean
  /** The hour of the day, 0 to 23; null is now. */
  hour: number | null
  event: EventName
  /** How long the silence lasted, for the events that wait for one. */
  minutes: number
  /** Facts the form has no field of its own for, by name. */
  others: Facts
  base: Base | null
}

export const emptyTrial: Trial = {
  text: '',
  name: '',
  tags: '',
  channel: 'whatsapp-twilio',
  open: true,
  firstContact: true,
  hour: null,
  event: 'message-received',
  minutes: 30,
  others: {},
  base: null,
}

/** A trial of facts that are known already; what is not the message stays as it was. */
export const trialOf = (base: Base, trial: Trial = emptyTrial): Trial => {
  const { 'message.text': text, 'event.type': event, 'event.minutes': minutes } = base.facts
  return {
    ...trial,
    text: typeof text === 'string' ? text : '',
    event: typeof event === 'string' ? (event as EventName) : 'message-received',
    minutes: typeof minutes === 'number' ? minutes : trial.minutes,
    others: {},
    base,
  }
}

/** The events that come with no message of the customer. */
export const isMessage = ({ event }: Trial): boolean => event === 'message-received' || event === 'conversation-opened'

const timed = new Set<EventName>(['customer-silent', 'agent-silent'])
/** Whether the trial's event waits for a silence. */
export const isTimed = ({ event }: Trial): boolean => timed.has(event)

/** The facts a trial gives the rules: those of its base or of a customer in a fresh conversation; `now` is when it is sent. */
export function factsOf(trial: Trial, { now, timeZone }: { now: Date; timeZone: string }): Record<string, unknown> {
  return {
    ...(trial.base?.facts ?? typed(trial, now, timeZone)),
    ...messageOf(trial),
    ...eventOf(trial),
    ...trial.others,
  }
}

/** The facts the form asks for by itself: the others are asked for only where the rules read them. */
export const askedByForm: ReadonlySet<string> = new Set([
  'message.text',
  'message.kind',
  'message.hasAttachment',
  'message.length',
  'contact.name',
  'contact.tags',
  'contact.first_contact',
  'conversation.channel',
  'calendar.open',
  'calendar.hour',
  'calendar.weekday',
  'calendar.next_open',
  'event.type',
  'event.minutes',
])

function messageOf(trial: Trial): Facts {
  const text = trial.text.trim()
  if (trial.base && trial.base.facts['message.text'] === text) return {}
  return { 'message.text': text, 'message.length': [...text].length }
}

const eventOf = (trial: Trial): Facts => ({
  'event.type': trial.event,
  ...(isTimed(trial) && { 'event.minutes': trial.minutes }),
})

function typed(trial: Trial, now: Date, timeZone: string): Facts {
  return {
    'message.kind': 'text',
    'message.hasAttachment': false,
    ...(trial.name.trim() && { 'contact.name': trial.name.trim() }),
    'contact.tags': tagsOf(trial.tags),
    'contact.first_contact': trial.firstContact,
    'contact.conversations': trial.firstContact ? 1 : 2,
    'contact.attributes': {},
    'conversation.state': 'open',
    'conversation.owner': 'rules',
    'conversation.tags': [],
    'conversation.priority': 'normal',
    'conversation.channel': trial.channel,
    'conversation.messages': 1,
    'conversation.bot_attempts': 0,
    'conversation.waiting_minutes': isTimed(trial) ? trial.minutes : 0,
    'conversation.attributes': {},
    'calendar.open': trial.open,
    'calendar.weekday': weekday(now, timeZone),
    'calendar.hour': trial.hour ?? hour(now, timeZone),
  }
}

/** "vip, atrasado" → two tags. */
export const tagsOf = (line: string): string[] => [
  ...new Set(
    line
      .split(',')
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
]

const weekday = (now: Date, timeZone: string) =>
  new Intl.DateTimeFormat('en-US', { timeZone, weekday: 'long' }).format(now).toLowerCase()

function hour(now: Date, timeZone: string): number {
  const options = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const [hours = 0, minutes = 0] = new Intl.DateTimeFormat('en-US', options).format(now).split(':').map(Number)
  return Math.round((hours + minutes / 60) * 100) / 100
}
