import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ChannelContext, InboundEvent, MessageEvent, ParseOutcome } from '@faladesk/plugin-sdk'
import { channelContext } from '@faladesk/plugin-sdk/testing'
import channel from '../src/index.ts'
import { streamRequest } from '../src/receiving/stream-request.ts'
import type { EmailSettings } from '../src/settings/settings.ts'

/** Settings of an inbox whose provider posts raw mails. */
export const settings: EmailSettings = {
  address: 'suporte@loja.example',
  inbound: 'webhook',
  aliases: ['vendas@loja.example'],
  authservId: 'mx.loja.example',
  webhook: { provider: 'raw', secret: 'um-segredo-bem-longo' },
}

/** The context of a test inbox. */
export const context = (overrides: Partial<ChannelContext<EmailSettings>> = {}): ChannelContext<EmailSettings> =>
  channelContext(channel, settings, overrides)

/** Reads a raw mail as one that came from the mailbox. */
export const read = async (raw: string | Buffer, carried = {}, ctx = context()): Promise<ParseOutcome> =>
  channel.parse(streamRequest(Buffer.from(raw as string), carried), ctx)

/** The events of a raw mail. */
export const events = async (raw: string | Buffer, carried = {}, ctx = context()): Promise<InboundEvent[]> => {
  const outcome = await read(raw, carried, ctx)
  return 'events' in outcome ? outcome.events : []
}

/** The one message of a raw mail. */
export const message = async (raw: string | Buffer, carried = {}, ctx = context()): Promise<MessageEvent> => {
  const [event] = await events(raw, carried, ctx)
  if (event?.type !== 'message') throw new Error(`no message but ${JSON.stringify(event)}`)
  return event
}

/** A mail of these fields and this body. */
export const mail = (fields: Record<string, string | string[]> = {}, body = 'Olá, tudo bem?'): string => {
  const all: Record<string, string | string[]> = {
    'Message-ID': '<m1@cliente.example>',
    From: 'Ana Souza <ana@cliente.example>',
    To: 'suporte@loja.example',
    Subject: 'Pedido 123',
    Date: 'Sun, 22 Nov 2026 08:00:00 -0300',
    ...fields,
  }
  const lines = Object.entries(all).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).filter(Boolean).map((one) => `${name}: ${one}`),
  )
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}

/** Where recorded mails lie, when they are there. */
export const fixtures = join(import.meta.dirname, '../../../../shared/fixtures')

/** Every file below a folder of the recorded mails; none where they are not. */
export const filesBelow = (folder: string): string[] => {
  const root = join(fixtures, folder)
  if (!existsSync(root)) return []
  const walk = (at: string): string[] =>
    readdirSync(at)
      .sort()
      .flatMap((name) => (statSync(join(at, name)).isDirectory() ? walk(join(at, name)) : [join(at, name)]))
  return walk(root)
}
