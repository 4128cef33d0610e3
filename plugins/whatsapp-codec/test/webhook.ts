import type { InboundEvent } from '@faladesk/plugin-sdk'
import { expect } from 'vitest'
import { parseWebhook } from '../src/index.ts'
import { payload } from './payloads.ts'

/** The moment every test happens at. */
export const now = new Date('2026-11-22T12:00:00.000Z')
/** Reads a webhook that must not be refused. */
export const parsed = (body: Uint8Array) => {
  const outcome = parseWebhook(body, { now })
  if ('refused' in outcome) throw new Error(outcome.refused)
  return outcome
}
/** The events of a payload by its name. */
export const events = (name: string) => parsed(payload(name)).events
/** Reads a webhook with one text, these fields changed. */
export const message = (fields: object, contacts: object[] = []) =>
  parsed(
    Buffer.from(
      JSON.stringify({
        object: 'whatsapp_business_account',
        entry: [
          {
            id: '1',
            changes: [
              {
                field: 'messages',
                value: {
                  messaging_product: 'whatsapp',
                  metadata: { phone_number_id: '1', display_phone_number: '551150399000' },
                  contacts,
                  messages: [
                    {
                      from: '5511987650001',
                      id: 'wamid.1',
                      timestamp: '1763800000',
                      type: 'text',
                      text: { body: 'oi' },
                      ...fields,
                    },
                  ],
                },
              },
            ],
          },
        ],
      }),
    ),
  )
/** The one event there must be. */
export const only = (all: InboundEvent[]) => {
  expect(all).toHaveLength(1)
  return all[0] as InboundEvent
}
