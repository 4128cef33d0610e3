/** What a person fills in to try the rules. */
export interface Trial {
  text: string
  tags: string
  open: boolean
  firstContact: boolean
  name: string
  channel: string
}

export const emptyTrial: Trial = {
  text: '',
  tags: '',
  open: true,
  firstContact: true,
  name: '',
  channel: 'whatsapp-twilio',
}

/** The facts a message of a customer in a fresh conversation would have; `now` is when it is sent, in ISO 8601. */
export function factsOf(trial: Trial, { now, timeZone }: { now: Date; timeZone: string }): Record<string, unknown> {
  const text = trial.text.trim()
  return {
    'message.text': text,
    'message.kind': 'text',
    'message.hasAttachment': false,
    'message.length': [...text].length,
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
    'conversation.waiting_minutes': 0,
    'conversation.attributes': {},
    'calendar.open': trial.open,
    'calendar.weekday': weekday(now, timeZone),
    'calendar.hour': hour(now, timeZone),
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
