import type { ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import type { AnyChannel, ChannelContext } from '../channel.ts'
import { providerErrorOf } from '../errors.ts'
import type { MediaRef } from '../parts.ts'
import { recordingLog } from './context.ts'
import { fetchOnly, startProvider } from './local-provider.ts'

/** How a channel's files are fetched from a provider on this machine. */
export interface MediaSamples<S extends object = object> {
  /** The settings of an inbox whose provider is at this address. */
  at(baseUrl: string): S
  /** The reference a webhook of that provider would have carried; `url` is an address at the provider. */
  ref(url: string): MediaRef
  /** What the provider answers first, where a file is asked for in two steps; `url` is where the bytes are. */
  lookup?(url: string): Response
  /** Whether a path of the provider is where bytes are, where the lookup names no whole address; `/bytes…` when absent. */
  holdsBytes?(path: string): boolean
}

const picture = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
const cap = 256 * 1024

/** T8: files that are well, wrong, huge, gone, slow, or somewhere they should not be. */
export function mediaContract(
  channel: AnyChannel,
  context: (overrides: Partial<ChannelContext>) => ChannelContext,
  samples: MediaSamples,
  secrets: string[],
): void {
  const { holdsBytes = (path: string) => path.startsWith('/bytes') } = samples
  type Answer = (response: ServerResponse, elsewhere: string) => void
  const get = async (answer: Answer, where: 'at home' | 'elsewhere' = 'at home') => {
    const elsewhere = await startProvider(
      (response) => void response.writeHead(200, { 'content-type': 'image/png' }).end(picture),
    )
    const provider = await startProvider(async (response, { url = '' }) => {
      if (samples.lookup && !holdsBytes(url)) {
        const found = samples.lookup(`${where === 'elsewhere' ? elsewhere.baseUrl : provider.baseUrl}/bytes/1`)
        response.writeHead(found.status, Object.fromEntries(found.headers)).end(await found.text())
      } else answer(response, elsewhere.baseUrl)
    })
    const fetch = fetchOnly([provider, elsewhere], cap)
    const log = recordingLog()
    const ref = samples.ref(`${where === 'elsewhere' && !samples.lookup ? elsewhere.baseUrl : provider.baseUrl}/file/1`)
    const ctx = context({
      settings: samples.at(provider.baseUrl),
      fetch,
      log,
      allowPrivateNetwork: true,
      signal: AbortSignal.timeout(600),
    })
    const began = performance.now()
    try {
      const outcome = await (channel.fetchMedia as NonNullable<AnyChannel['fetchMedia']>)(ref, ctx).catch(
        (error: Error) => error,
      )
      const told = JSON.stringify([
        outcome instanceof Error ? String(outcome) : outcome.mime,
        log.lines,
        elsewhere.asked,
      ])
      for (const secret of secrets) expect(told).not.toContain(secret)
      return { outcome, refused: fetch.refused, took: performance.now() - began }
    } finally {
      await Promise.all([provider.stop(), elsewhere.stop()])
    }
  }
  const file =
    (mime: string, bytes: Uint8Array): Answer =>
    (response) =>
      void response.writeHead(200, { 'content-type': mime }).end(bytes)
  const status =
    (code: number): Answer =>
    (response) =>
      void response.writeHead(code).end('no')
  const to =
    (location: string): Answer =>
    (response) =>
      void response.writeHead(302, { location }).end()

  describe('T8 media', () => {
    test('a file comes whole', async () => {
      const { outcome } = await get(file('image/png', picture))
      expect(outcome).toMatchObject({ mime: 'image/png' })
      expect(Buffer.from((outcome as { bytes: Uint8Array }).bytes)).toEqual(picture)
    })
    test('edge 16: a file whose type is wrong is given with its bytes, for the host to look into', async () => {
      const { outcome } = await get(file('text/html; charset=x', picture))
      expect(Buffer.from((outcome as { bytes: Uint8Array }).bytes)).toEqual(picture)
    })
    test('edge 16: a file beyond the cap is an error, never half a file', async () => {
      const { outcome } = await get(file('image/png', Buffer.alloc(cap * 2)))
      expect(outcome).toBeInstanceOf(Error)
    })
    test.each([404, 410, 403])('edge 16: %i gives up with one of the four errors', async (code) => {
      const { outcome } = await get(status(code))
      expect(providerErrorOf(outcome)).not.toBeNull()
      expect(providerErrorOf(outcome)?.class).not.toBe('throttled')
    })
    test.each([429, 503])('%i asks to come back later', async (code) => {
      const { outcome } = await get(status(code))
      expect(providerErrorOf(outcome)?.class).toMatch(/throttled|transient/)
    })
    test('a file that drips is left at the deadline', async () => {
      const { outcome, took } = await get((response) => {
        response.writeHead(200, { 'content-type': 'image/png', 'content-length': '1000' })
        const drip = setInterval(() => response.write('x'), 50)
        response.on('close', () => clearInterval(drip))
      })
      expect(outcome).toBeInstanceOf(Error)
      expect(took).toBeLessThan(5_000)
    })
    test.each(['http://169.254.169.254/latest/meta-data', 'http://localhost:1/admin'])(
      'edge 36: a redirect to %s is not reached',
      async (url) => {
        const { outcome, refused } = await get(to(url))
        expect(outcome).toBeInstanceOf(Error)
        // Refused by the host's fetch, or never asked for: a fetch of the plugin's own would be neither.
        expect(refused.every((one) => one === url)).toBe(true)
      },
    )
    test('edge 36: no credential follows to another host, redirected or named by the webhook', async () => {
      await get((response, elsewhere) => void response.writeHead(302, { location: `${elsewhere}/bytes` }).end())
      await get(file('image/png', picture), 'elsewhere')
    })
  })
}
