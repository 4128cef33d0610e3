import type { ChannelContext, FactMessage } from '@faladesk/plugin-sdk'
import { channelContext } from '@faladesk/plugin-sdk/testing'
import { expect, test } from 'vitest'
import { facts } from '../src/facts.ts'
import channel from '../src/index.ts'
import type { PigeonSettings } from '../src/settings.ts'

const settings: PigeonSettings = { sender: 'loja', accessToken: 'access-token', signingKey: 'signing-key' }
const message: FactMessage = {
  id: '1',
  text: 'Oi',
  content: [{ k: 'text', text: 'Oi' }],
  flags: {},
  sender: { kind: 'pigeon', value: 'ana@roost' },
  occurredAt: '2026-11-22T12:00:00Z',
}

// What Pigeon answers, and the address it was asked at.
const plan = async (answer: () => Response, about = message) => {
  const asked: string[] = []
  const ctx: ChannelContext<PigeonSettings> = channelContext(channel, settings, {
    fetch: async (url) => {
      asked.push(String(url))
      return answer()
    },
  })
  const fact = facts.facts.find(({ name }) => name === 'plan')
  if (!fact || !('ask' in fact)) throw new Error('the example asks for a plan')
  return { asked, said: await fact.ask(about, ctx).catch((error: Error) => `failed: ${error.message}`) }
}

test('Pigeon is asked who wrote, by its address', async () => {
  const { asked, said } = await plan(() => Response.json({ plan: 'gold' }))
  expect([asked, said]).toEqual([['https://api.pigeon.example/members/ana%40roost'], 'gold'])
})

test('a stranger has no plan; trouble at Pigeon is trouble, not an answer', async () => {
  expect((await plan(() => Response.json({}, { status: 404 }))).said).toBeUndefined()
  expect((await plan(() => Response.json({}, { status: 500 }))).said).toBe('failed: Pigeon answered 500')
  const { sender: _, ...nobody } = message
  expect(await plan(() => Response.json({ plan: 'gold' }), nobody)).toEqual({ asked: [], said: undefined })
})
