import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tokenReader } from '../src/http/auth/token.ts'

const person = '1b4e28ba-2fa1-4d2b-883f-0016d3cca427'
let keys: { publicKey: CryptoKey; privateKey: CryptoKey }
let server: Server
let jwksUrl: string

beforeAll(async () => {
  keys = await generateKeyPair('ES256', { extractable: true })
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }
  server = createServer((_request, answer) =>
    answer.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] })),
  )
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  jwksUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`
})
afterAll(() => void server.close())

const claims = () =>
  new SignJWT({ role: 'authenticated' }).setSubject(person).setAudience('authenticated').setExpirationTime('1h')

test('a token signed with the project’s key is a person’s', async () => {
  const token = await claims().setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(keys.privateKey)
  expect(await tokenReader({ jwksUrl })(token)).toMatchObject({ sub: person })
})

test('the public key, known to everybody, signs nothing', async () => {
  const known = new TextEncoder().encode(await exportSPKI(keys.publicKey))
  const token = await claims().setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(known)
  expect(await tokenReader({ jwksUrl })(token)).toBeNull()
})

test('a shared secret accepts no other algorithm', async () => {
  const token = await claims().setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(keys.privateKey)
  expect(await tokenReader({ secret: 'x'.repeat(32) })(token)).toBeNull()
})

test('a token without expiry is refused, and so is one of enormous length', async () => {
  const secret = 'x'.repeat(32)
  const forever = new SignJWT({ role: 'authenticated' }).setSubject(person).setAudience('authenticated')
  const token = await forever.setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret))
  expect(await tokenReader({ secret })(token)).toBeNull()
  expect(await tokenReader({ secret })('a'.repeat(100_000))).toBeNull()
})

test('keys that cannot be read now are our trouble, not a wrong token', async () => {
  const token = await claims().setProtectedHeader({ alg: 'ES256', kid: 'one' }).sign(keys.privateKey)
  await expect(tokenReader({ jwksUrl: 'http://127.0.0.1:1/jwks.json' })(token)).rejects.toMatchObject({ status: 503 })
})
