import type { Place } from './place.ts'
import type { Memory } from './storage.ts'
import type { Language } from './texts.ts'

/** What the desk says about this visitor and how the widget is to look. */
export interface Session {
  token: string
  visitor: string
  title: string
  greeting: string
  colour: string
  locale: Language
}

/** The desk does not know this inbox or this page may not use it; trying again would not help. */
export class NotWelcome extends Error {}

/** Asks the desk for a visitor, or for the same one again, and remembers the token. */
export const beginSession = async (place: Place, memory: Memory, language: string): Promise<Session> => {
  const { token } = memory.get()
  const response = await fetch(`${place.desk}/hooks/v1/${place.inbox}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ locale: language, ...(token && { token }) }),
  })
  if (response.status >= 400 && response.status < 500 && response.status !== 429)
    throw new NotWelcome(String(response.status))
  if (!response.ok) throw new Error(`session ${response.status}`)
  const session = (await response.json()) as Session
  memory.set({ token: session.token })
  return session
}
