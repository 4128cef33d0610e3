import type { ChannelContext, InboundEvent, ParseResult, RawRequest } from '@faladesk/plugin-sdk'
import { choiceEvent } from './choice.ts'
import { consentEvent, reactionEvent } from './gestures.ts'
import { editEvent, messageEvent } from './message.ts'
import { idOf, type Json, objectOf, record } from './read.ts'
import type { TelegramSettings } from './settings.ts'

/** What was understood, or why nothing became of it. */
export type Reading = InboundEvent | { reason: string }

type Reader = (update: Json, now: Date, updateId: string) => Reading

/** What the bot asks Telegram for; the reader of each kind. */
export const readers: Record<string, Reader> = {
  message: messageEvent,
  edited_message: editEvent,
  callback_query: choiceEvent,
  my_chat_member: consentEvent,
  message_reaction: reactionEvent,
}

/** Reads one update of the Bot API; a tapped button is answered in the response, so that it stops spinning. */
export const parse = (
  request: RawRequest,
  ctx: Pick<ChannelContext<TelegramSettings>, 'now'>,
): ParseResult | { refused: string } => {
  const update = objectOf(request.body)
  const id = idOf(update?.update_id)
  if (!update || !id) return { refused: 'The body is no update of the Telegram Bot API: it has no update_id.' }
  for (const [kind, read] of Object.entries(readers)) {
    const found = record(update[kind])
    if (!found) continue
    const reading = read(found, ctx.now(), id)
    const response = kind === 'callback_query' ? { response: answer(found.id) } : {}
    if ('reason' in reading) return { events: [], ignored: [reading], ...response }
    return { events: [reading], ignored: [], ...response }
  }
  const kinds = Object.keys(update)
    .filter((key) => key !== 'update_id')
    .slice(0, 3)
  return {
    events: [],
    ignored: [{ reason: `an update of a kind that is not a conversation: ${kinds.join(', ') || 'empty'}` }],
  }
}

const answer = (callbackId: unknown) => ({
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ method: 'answerCallbackQuery', callback_query_id: String(callbackId) }),
})
