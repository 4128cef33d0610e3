import type { Part } from '@faladesk/plugin-sdk'
import type { MessageRow } from '../store/rows.ts'
import { holidayAt, isOpen, nextOpening } from './calendar.ts'
import type { Context } from './context.ts'
import { localTime } from './zone.ts'

/** What is known of a message and its conversation, by the names of the rules' catalogue; what is unknown is left out. */
export type Facts = Readonly<Record<string, unknown>>

/** Takes the frozen snapshot of facts that rules are run over. */
export function factsOf(context: Context, message: MessageRow): Facts {
  const { conversation, contact, inbox } = context
  return Object.freeze(
    dropMissing({
      ...messageFacts(message),
      'contact.name': contact.name,
      'contact.tags': contact.tags,
      'contact.attributes': contact.attributes,
      'contact.conversations': contact.conversations,
      'contact.first_contact': contact.conversations === 1 && message.seq === 1,
      'conversation.state': conversation.status,
      'conversation.owner': conversation.owner,
      'conversation.tags': conversation.tags,
      'conversation.priority': conversation.priority,
      'conversation.channel': inbox.channel,
      'conversation.inbox': inbox.name,
      'conversation.messages': message.seq,
      'conversation.bot_attempts': conversation.bot_attempts,
      'conversation.protocol': conversation.protocol,
      'conversation.attributes': conversation.attributes,
      'conversation.waiting_minutes': conversation.waiting_since
        ? Math.max(0, Math.floor((context.now.getTime() - Date.parse(conversation.waiting_since)) / 60_000))
        : 0,
      ...calendarFacts(context),
    }),
  )
}

function messageFacts({ text, content }: MessageRow): Record<string, unknown> {
  const parts = content as Part[]
  const choice = parts.find((part) => part.k === 'choice')
  return {
    'message.text': text,
    'message.kind': kindOf(parts),
    'message.hasAttachment': parts.some((part) => part.k === 'media'),
    'message.choice': choice?.id ?? choice?.payload ?? choice?.title,
    'message.length': [...text].length,
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

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

const dropMissing = (facts: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined && value !== null))
