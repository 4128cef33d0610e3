import type { FuzzTarget } from '@faladesk/plugin-sdk/testing'
import { parseWebhook } from '../src/index.ts'
import { recorded } from './payloads.ts'

const now = new Date('2026-11-22T12:00:00.000Z')

/** The parser of Meta's webhooks, for the fuzzing campaign: any bytes, never a throw. */
export default {
  name: 'whatsapp-codec',
  seeds: recorded.map(({ request }) => Buffer.from(request.body as Uint8Array)),
  run(bytes: Uint8Array): void {
    const outcome = parseWebhook(bytes, { now, phoneNumberId: '106540352242922' })
    // What is told must survive being written down: texts without NUL or half a character, every key in its form.
    if ('refused' in outcome) return
    for (const one of stringsIn(outcome.events))
      if (one.includes('\u0000') || !one.isWellFormed()) throw new Error('an event holds what PostgreSQL cannot store')
    for (const event of outcome.events)
      if (!event.idempotencyKey.startsWith(`${event.type}:`)) throw new Error(`a key of another kind: ${event.type}`)
  },
} satisfies FuzzTarget

const stringsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsIn) : []
}
