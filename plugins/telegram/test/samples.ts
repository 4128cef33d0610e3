import type { ChannelContext, OutboundMessage, OutboundPart } from '@faladesk/plugin-sdk'
import { channelContext } from '@faladesk/plugin-sdk/testing'
import { afterAll, beforeEach } from 'vitest'
import channel from '../src/index.ts'
import type { TelegramSettings } from '../src/settings.ts'
import { type FakeBotApi, fakeBotApi } from './fake-bot-api.ts'

/** A Bot API for one file's tests; each finds it without the calls and messages of the one before. */
export const freshBot = async (): Promise<FakeBotApi> => {
  const fake = await fakeBotApi()
  beforeEach(() => {
    fake.calls.length = 0
    fake.messages.length = 0
  })
  afterAll(() => fake.close())
  return fake
}

/** An inbox of the fake's bot, with settings laid over. */
export const inboxAt = (fake: FakeBotApi, own: object = {}, overrides: object = {}): ChannelContext<TelegramSettings> =>
  channelContext(
    channel,
    { botToken: fake.token, apiBaseUrl: fake.url, ...own },
    { fetch, now: () => new Date(), ...overrides },
  )

const ourId = '0192f3a0-0000-7000-8000-000000000001'

/** A message of ours to somebody on Telegram. */
export const outbound = (...content: OutboundPart[]): OutboundMessage => ({
  id: ourId,
  to: [{ kind: 'telegram', value: '5211987650' }],
  content,
  statusUrl: `https://desk.example/hooks/v1/inbox-key/status?m=${ourId}`,
})

/** A text as a part of it. */
export const words = (text: string): OutboundPart => ({ k: 'text', text })
