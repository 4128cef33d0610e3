import { setTimeout as pause } from 'node:timers/promises'
import { describe } from 'vitest'
import { defineChannel, type StreamContext, say, settings } from '../src/index.ts'
import { channelContext } from '../src/testing/context.ts'
import { streamContract } from '../src/testing/stream.ts'

// The kit's stream laws on the smallest source there is: a numbered list that may be cut off and numbered anew.
let shelf: { letters: string[]; epoch: number; cut: AbortController }

const stream = async (ctx: StreamContext) => {
  const { signal } = shelf.cut
  let { epoch, next } = (ctx.cursor ?? { epoch: shelf.epoch, next: 0 }) as { epoch: number; next: number }
  while (!ctx.signal.aborted && !signal.aborted) {
    ctx.heartbeat()
    if (epoch !== shelf.epoch) [epoch, next] = [shelf.epoch, 0]
    const batch = shelf.letters.slice(next, next + 50)
    if (batch.length > 0) {
      next += batch.length
      await ctx.emit(
        batch.map((letter) => ({
          request: {
            method: 'POST' as const,
            url: 'stream:',
            name: 'stream',
            query: {},
            headers: {},
            body: Buffer.from(letter),
          },
        })),
        { epoch, next },
      )
    } else await pause(5)
  }
}

const channel = defineChannel({
  name: 'shelf',
  title: say('Estante', 'Estante', 'Shelf'),
  settings: settings({}),
  hooks: [{ name: 'inbound', methods: ['POST'] }],
  capabilities: {
    text: { max: 20, markup: 'none' },
    media: { image: false, audio: false, video: false, document: false, sticker: false },
    maxMediaPerMessage: 0,
    templates: false,
    receipts: [],
  },
  verify: () => ({ ok: false, status: 403, reason: 'no webhooks' }),
  parse: ({ body }) => {
    const externalId = Buffer.from(body).toString()
    const idempotencyKey = `unsupported:${externalId}`
    return {
      events: [{ type: 'unsupported', externalId, idempotencyKey, occurredAt: '2026-11-22T12:00:00.000Z', note: '' }],
      ignored: [],
    }
  },
  send: async () => ({ ok: true, parts: [] }),
  stream,
})

describe('a numbered list', () => {
  streamContract(channel, (overrides) => channelContext(channel, {}, overrides), {
    backlog: 300,
    async source() {
      shelf = { letters: [], epoch: 1, cut: new AbortController() }
      return {
        settings: {},
        async put(count) {
          for (let n = 0; n < count; n++) shelf.letters.push(`letter ${shelf.letters.length}`)
        },
        async kick() {
          shelf.cut.abort()
          shelf.cut = new AbortController()
        },
        async renumber() {
          shelf.epoch++
        },
        async stop() {},
      }
    },
  })
})
