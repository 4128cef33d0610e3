import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { channelContext } from '@faladesk/plugin-sdk/testing'
import { describe, expect, test } from 'vitest'
import channel from '../src/index.ts'

// Vectors of twilio-node's own spec, kept outside this repository.
const fixtures = process.env.FALADESK_FIXTURES ?? resolve(import.meta.dirname, '../../../../shared/fixtures')
const file = resolve(fixtures, 'twilio/signature_vectors.json')

interface Vector {
  name: string
  url: string
  params?: Record<string, string | string[]>
  body?: string
  signature: string | null
  valid: boolean
}
const read = (): { authToken: string; form: Vector[]; json: Vector[] } => JSON.parse(readFileSync(file, 'utf8'))

const formOf = (params: Vector['params']) => {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(params ?? {})) for (const one of [value].flat()) form.append(name, one)
  return form.toString()
}

describe.skipIf(!existsSync(file))(
  'Twilio’s own signature vectors (skipped when the shared fixtures are absent)',
  () => {
    const { authToken, form, json } = existsSync(file) ? read() : { authToken: '', form: [], json: [] }
    const accepted = async (vector: Vector, token = authToken) => {
      const request = {
        method: 'POST' as const,
        url: vector.url,
        name: 'inbound',
        query: {},
        headers: vector.signature === null ? {} : { 'x-twilio-signature': vector.signature },
        body: Buffer.from(vector.body ?? formOf(vector.params)),
      }
      const verdict = await channel.verify(
        request,
        channelContext(channel, { accountSid: 'AC1', authToken: token, from: '+5511900000001' }),
      )
      return verdict.ok === true
    }

    test.each([...form, ...json])('$name', async (vector) => {
      expect(await accepted(vector)).toBe(vector.valid)
      expect(await accepted(vector, 'another token')).toBe(false)
    })

    test('a fragment of connection overrides is not part of what is signed', async () => {
      for (const vector of form.filter(({ valid }) => valid))
        expect(await accepted({ ...vector, url: `${vector.url}#rc=3&rp=all` }), vector.name).toBe(true)
    })

    test('a body that does not match its signed hash is refused', async () => {
      for (const vector of json) expect(await accepted({ ...vector, body: `${vector.body} ` }), vector.name).toBe(false)
    })
  },
)
