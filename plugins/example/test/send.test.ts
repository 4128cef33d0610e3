import { channelContext } from '@faladesk/plugin-sdk/testing'
import { expect, test } from 'vitest'
import channel from '../src/index.ts'
import type { PigeonSettings } from '../src/settings.ts'

const settings: PigeonSettings = { sender: 'loja', accessToken: 'access-token', signingKey: 'signing-key' }

test('a picture takes the words it can carry, and the others follow it', async () => {
  const asked: { photo?: string; text?: string }[] = []
  const fetch = async (_: unknown, init?: RequestInit) => {
    asked.push(JSON.parse(String(init?.body)))
    return Response.json({ id: `pg-${asked.length}` }, { status: 201 })
  }
  const photo = 'https://cdn.example/a.png'
  const caption = `${'a'.repeat(1_000)} fim`
  const out = {
    id: '0192f3a0-0000-7000-8000-000000000001',
    to: [{ kind: 'pigeon', value: 'ana@roost' }],
    content: [{ k: 'media' as const, media: { url: photo, mime: 'image/png' }, caption }],
    statusUrl: '',
  }
  expect(await channel.send(out, channelContext(channel, settings, { fetch }))).toMatchObject({ ok: true })
  expect(asked).toMatchObject([{ photo, text: 'a'.repeat(1_000) }, { text: 'fim' }])
})
