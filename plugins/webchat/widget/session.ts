import type { Place } from './place.ts'
import type { Language } from './texts.ts'

/** What is asked before the first message. */
export interface Question {
  name: 'name' | 'email' | 'phone' | 'question' | 'consent'
  required: boolean
}

/** What the desk says about this visitor and how the widget is to look. */
export interface Session {
  token: string
  visitor: string
  title: string
  greeting: string
  colour: string
  locale: Language
  look?: {
    theme?: 'auto' | 'light' | 'dark'
    position?: 'left' | 'right'
    launcher?: 'bubble' | 'question' | 'headset'
    label?: string
    logo?: string
    radius?: number
  }
  questions?: Question[]
  question?: string
  consent?: string
  privacy?: string
  files?: { types: string[]; most: number }
}

/** The desk does not know this inbox or this page may not use it; trying again would not help. */
export class NotWelcome extends Error {}

/** The desk does not take the site's word for who the visitor is, or wants to have it first. */
export class NotKnown extends Error {}

/** Asks the desk for a visitor, or for the same one again by the token, or for the one the site names. */
export const beginSession = async (
  place: Place,
  language: string,
  token: string | undefined,
  identity: string | null,
): Promise<Session> => {
  const response = await fetch(`${place.desk}/hooks/v1/${place.inbox}/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ locale: language, ...(token && { token }), ...(identity && { identity }) }),
  })
  if (response.status === 401) {
    const { error } = (await response.json()) as { error?: { message?: string } }
    throw new NotKnown(error?.message ?? '401')
  }
  if (response.status >= 400 && response.status < 500 && response.status !== 429)
    throw new NotWelcome(String(response.status))
  if (!response.ok) throw new Error(`session ${response.status}`)
  return (await response.json()) as Session
}
