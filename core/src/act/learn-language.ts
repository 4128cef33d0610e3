import type { Context } from '../decide/context.ts'
import type { Facts } from '../decide/facts.ts'
import type { Happening } from '../decide/happening.ts'
import { whyUnanswered } from '../decide/silence.ts'
import type { Tx } from '../store/database.ts'

/** Long enough for the guess to be worth keeping. */
const enough = 20

/** Keeps with the contact the language they write in, where a message of some length, truly theirs, tells another than is known. */
export async function learnLanguage(
  tx: Tx,
  { contact }: Context,
  { message, event }: Happening,
  facts: Facts,
): Promise<void> {
  const language = facts['message.language']
  if (event || !message || message.text.length < enough || language === 'other') return
  if (whyUnanswered(message.flags)) return
  if (typeof language === 'string' && language !== contact.language)
    await tx`update contacts set language = ${language} where id = ${contact.id}`
}
