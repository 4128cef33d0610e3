import type { AiRequest } from '@faladesk/plugin-sdk'

interface Message {
  role: 'user' | 'assistant'
  content: string
}

// Enough for a support thread; older turns cost money and rarely change the answer.
const keep = 40
const maxChars = 24_000

/** Writes the conversation as the model's input, newest turns kept, customers as users and everyone of ours as assistant. */
export const inputOf = (request: AiRequest): Message[] => {
  const turns: Message[] = []
  let room = maxChars
  for (const { role, text } of request.messages.slice(-keep).reverse()) {
    room -= text.length
    if (room < 0 && turns.length > 0) break
    turns.unshift({ role: role === 'customer' ? 'user' : 'assistant', content: (marks[role] ?? '') + text })
  }
  return [{ role: 'user', content: contextOf(request) }, ...turns]
}

// A person's words are marked, so that the model neither signs nor repeats them as its own.
const marks: Partial<Record<AiRequest['messages'][number]['role'], string>> = { agent: '[human agent] ' }

// A name is chosen by the customer: it travels as quoted data, never among the instructions.
const contextOf = ({ contact, conversation }: AiRequest): string =>
  `Context (data): ${JSON.stringify({ customer_name: contact.name ?? null, protocol: conversation.protocol, channel: conversation.channel })}`
