import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseWebhook } from '../src/index.ts'

// Public test payloads of pywa; they lie beside the house, not in it.
const folder = new URL('../../../../shared/fixtures/whatsapp/pywa/', import.meta.url)
const here = existsSync(folder)
const payloads = here
  ? readdirSync(folder).flatMap((file) =>
      Object.entries(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as object).map(
        ([name, body]) => [`${file} ${name}`, JSON.stringify(body)] as const,
      ),
    )
  : []

const kinds = [
  'message',
  'status',
  'reaction',
  'edit',
  'delete',
  'identity',
  'optout',
  'optin',
  'account',
  'unsupported',
]

test.skipIf(!here)(
  `every payload of pywa is a known kind or "unsupported", never lost${here ? '' : ' (its fixtures are not here)'}`,
  () => {
    expect(payloads.length).toBeGreaterThan(50)
    for (const [name, body] of payloads) {
      const outcome = parseWebhook(Buffer.from(body), { now: new Date() })
      expect(outcome, name).not.toHaveProperty('refused')
      const events = 'events' in outcome ? outcome.events : []
      expect(events.length, name).toBeGreaterThan(0)
      for (const event of events) expect(kinds, name).toContain(event.type)
    }
  },
)
