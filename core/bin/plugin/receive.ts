import { readFile } from 'node:fs/promises'
import type { AnyChannel, InboundEvent } from '@faladesk/plugin-sdk'
import { type Command, type Print, Usage } from '../command.ts'
import { findChannel } from './find-plugin.ts'
import { hooksOf, postRequest } from './post-request.ts'
import { receiveCollection } from './receive-collection.ts'
import { readInbox } from './receive-context.ts'
import { type Received, receiveRequest } from './receive-request.ts'
import { recordedRequest } from './recorded-request.ts'

/** `faladesk plugin receive`: what a channel makes of a recorded webhook, without a provider, a server or a tunnel. */
export const receive: Command = {
  name: 'plugin receive',
  usage: 'NAME FILE… [--inbox settings.json] [--hook NAME|URL] [--url PUBLIC_URL] [--verify] [--post]',
  does: 'Prints the events of recorded requests (a raw HTTP request, a JSON or form body, an .eml), one line a file; --post sends them to a running core.',
  options: {
    inbox: { type: 'string' },
    hook: { type: 'string' },
    url: { type: 'string' },
    verify: { type: 'boolean' },
    post: { type: 'boolean' },
  },
  words: ['NAME', 'FILE…'],
  async run(given, print, [name = '', ...files], complain) {
    const hook = given.hook as string | undefined
    const base = given.post ? hooksOf(hook, process.env) : undefined
    const channel = await findChannel(name)
    const settings = readInbox(channel, given.inbox as string | undefined, complain)
    let code = 0
    for (const file of files) {
      const received = await receiveFile(channel, file, settings, {
        hook: hook?.startsWith('http') ? undefined : hook,
        url: given.url as string | undefined,
        verify: given.verify === true,
      })
      if (received === null) code = 2
      else if ('thrown' in received) code = Math.max(code, 1)
      const shown = received ?? { refused: `${file} cannot be read` }
      if (given.json) print(JSON.stringify('refused' in shown ? { refused: shown.refused } : shown.events))
      else printWords(print, file, shown)
      if (base && received && !(await posted(base, received, complain))) code = Math.max(code, 1)
    }
    return code
  },
}

interface Asked {
  hook: string | undefined
  url: string | undefined
  verify: boolean
}

async function receiveFile(
  channel: AnyChannel,
  file: string,
  settings: Record<string, unknown>,
  { hook, url, verify }: Asked,
): Promise<Received | null> {
  const bytes = await readFile(file).catch(() => null)
  if (bytes === null) return null
  if (hook && hook !== 'stream' && !channel.hooks.some(({ name }) => name === hook))
    throw new Usage(`${channel.name} has no hook "${hook}": ${channel.hooks.map(({ name }) => name).join(', ')}.`)
  const recorded = recordedRequest(channel, bytes, file, hook)
  if (url) {
    if (!URL.canParse(url)) throw new Usage(`--url must be the whole address the provider called, not "${url}".`)
    recorded.request.url = url
    recorded.request.query = Object.fromEntries(new URL(url).searchParams)
  }
  const received = await receiveRequest(channel, recorded, settings, verify)
  return 'refused' in received ? ((await receiveCollection(channel, recorded, settings, verify)) ?? received) : received
}

async function posted(base: string, { request }: Received, complain: Print): Promise<boolean> {
  try {
    const { status, body } = await postRequest(base, request)
    complain(`${base} answered ${status}${body && `: ${body.slice(0, 500)}`}`)
    return status < 400
  } catch (error) {
    complain(`${base} could not be reached: ${((error as Error).cause as Error | undefined)?.message ?? error}`)
    return false
  }
}

function printWords(
  print: Print,
  file: string,
  received: { refused: string } | { events: InboundEvent[]; ignored?: string[] },
) {
  print(`${file}:`)
  if ('refused' in received) return print(`  refused: ${received.refused}`)
  for (const event of received.events) print(`  ${describe(event)}`)
  for (const reason of received.ignored ?? []) print(`  ignored: ${reason}`)
  if (received.events.length === 0 && !received.ignored?.length) print('  nothing')
}

const describe = (event: InboundEvent): string => {
  const who =
    'from' in event && event.from ? ` from ${event.from.identities.map(({ value }) => value).join(' = ')}` : ''
  const what =
    'content' in event
      ? event.content
          .map((part) => ` ${part.k}${part.k === 'text' ? ` ${JSON.stringify(part.text.slice(0, 120))}` : ''}`)
          .join(',')
      : ''
  const status = 'status' in event ? ` ${event.status}` : ''
  return `${event.type}${who}${status}${what}  (${event.idempotencyKey})`
}
