import type { Part } from '@faladesk/plugin-sdk'
import type { MessageRow } from '../store/rows.ts'
import { holidayAt, isOpen, nextOpening } from './calendar.ts'
import { toldFacts } from './channel-facts.ts'
import type { Context } from './context.ts'
import { guessLanguage } from './guess-language.ts'
import { eventNameOf, type Happening } from './happening.ts'
import { windowAt } from './reply/window.ts'
import { type SlaMoments, slaFacts } from './sla-facts.ts'
import { localTime } from './zone.ts'

/** What is known of a message and its conversation, by the names of the rules' catalogue; what is unknown is left out. */
export type Facts = Readonly<Record<string, unknown>>

/** Takes the frozen snapshot of facts that rules are run over: of a message that came, or of an event. */
export function factsOf(context: Context, what: MessageRow | Happening): Facts {
  const happening: Happening = 'direction' in what ? { message: what, event: null, opened: what.seq === 1 } : what
  const { message, event } = happening
  const { conversation, contact, inbox, now } = context
  const said = message && messageFacts(message)
  return Object.freeze(
    dropMissing({
      'event.type': eventNameOf(happening),
      'event.minutes': event?.minutes,
      ...said,
      ...ofChannel(context, message),
      'contact.name': contact.name,
      'contact.tags': contact.tags,
      'contact.attributes': contact.attributes,
      'contact.conversations': contact.conversations,
      'contact.first_contact': event === null && contact.conversations === 1 && message?.seq === 1,
      'contact.identities': contact.identities,
      'contact.since_days': Math.max(0, Math.floor((now.getTime() - Date.parse(contact.created_at)) / 86_400_000)),
      'contact.language': contact.language ?? said?.['message.language'],
      'conversation.state': conversation.status,
      'conversation.owner': conversation.owner,
      'conversation.tags': conversation.tags,
      'conversation.priority': conversation.priority,
      'conversation.channel': inbox.channel,
      'conversation.inbox': inbox.name,
      'conversation.team': context.team,
      'conversation.assigned': conversation.assignee_id !== null,
      'conversation.csat': conversation.csat,
      'conversation.reopened': conversation.reopened_at !== null,
      'conversation.messages': event ? conversation.last_seq : message?.seq,
      'conversation.bot_attempts': conversation.bot_attempts,
      'conversation.protocol': conversation.protocol,
      'conversation.attributes': conversation.attributes,
      'conversation.waiting_minutes': conversation.waiting_since
        ? Math.max(0, Math.floor((now.getTime() - Date.parse(conversation.waiting_since)) / 60_000))
        : 0,
      ...calendarFacts(context),
      ...windowFacts(context),
      ...(conversation.sla_policy_id ? slaFacts(conversation as SlaMoments, now) : { 'sla.state': 'none' }),
    }),
  )
}

// A message that came through another inbox, before two conversations were merged, is not this channel's to read.
const ofChannel = ({ channelFacts, inbox }: Context, message: MessageRow | null): Record<string, unknown> =>
  channelFacts && message?.inbox_id === inbox.id ? toldFacts(channelFacts, message) : {}

function messageFacts({ text, content, flags }: MessageRow): Record<string, unknown> {
  const parts = content as Part[]
  const choice = parts.find((part) => part.k === 'choice')
  return {
    'message.text': text,
    'message.kind': kindOf(parts),
    'message.hasAttachment': parts.some((part) => part.k === 'media'),
    'message.choice': choice?.id ?? choice?.payload ?? choice?.title,
    'message.length': [...text].length,
    'message.language': guessLanguage(text),
    'message.is_reply': flags.reply === true,
    'message.attachments': parts.filter((part) => part.k === 'media').length,
  }
}

// What a person would call the message: by its file if it has one, else by its first part.
function kindOf(parts: readonly Part[]): string {
  const media = parts.find((part) => part.k === 'media')
  if (!media) return parts[0]?.k ?? 'text'
  const { mime } = media.media
  const [kind = ''] = mime.split('/')
  if (mime === 'image/webp') return 'sticker'
  return ['image', 'audio', 'video'].includes(kind) ? kind : 'document'
}

function calendarFacts({ calendar, organization: { timezone }, now }: Context): Record<string, unknown> {
  const { weekday, minutes } = localTime(now, timezone)
  return {
    'calendar.open': isOpen(calendar, timezone, now),
    'calendar.next_open': nextOpening(calendar, timezone, now)?.toISOString(),
    'calendar.holiday': holidayAt(calendar, timezone, now),
    'calendar.weekday': weekdays[weekday],
    'calendar.hour': Math.floor((minutes / 60) * 100) / 100,
  }
}

// A channel without a window is always open.
function windowFacts({ windowHours, windowFrom, now }: Context): Record<string, unknown> {
  const window = windowAt(windowFrom, windowHours, now)
  if (window === null) return { 'window.open': true }
  const left = window.until === null ? 0 : Date.parse(window.until) - now.getTime()
  return { 'window.open': window.open, 'window.minutes_left': Math.max(0, Math.floor(left / 60_000)) }
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

const dropMissing = (facts: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== null))
