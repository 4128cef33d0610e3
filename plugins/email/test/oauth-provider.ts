import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An OAuth provider on this machine: makes access tokens and tells servers whose a token is. */
export interface OauthProvider {
  tokenUrl: string
  introspectionUrl: string
  /** The fields of each request for a token, in order. */
  asked: Record<string, string>[]
  /** The refresh token it accepts, whose the tokens are, and what it refuses with. */
  refreshToken: string
  email: string
  refusal?: { status: number; body: object } | undefined
  /** Ends every access token it has given. */
  revoke(): void
  stop(): Promise<void>
}

/** Starts the provider. */
export async function oauthProvider(email: string): Promise<OauthProvider> {
  const valid = new Map<string, string>()
  let made = 0
  const server: Server = createServer(async (request, response) => {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(pieces).toString()))
    const answer = (status: number, body: object) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.url === '/introspect') {
      const of = valid.get(form.token ?? '')
      return answer(200, of ? { active: true, email: of, scope: 'mail' } : { active: false })
    }
    provider.asked.push(form)
    if (provider.refusal) return answer(provider.refusal.status, provider.refusal.body)
    if (form.grant_type === 'refresh_token' && form.refresh_token !== provider.refreshToken)
      return answer(400, { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' })
    const token = `access-${++made}`
    valid.set(token, provider.email)
    answer(200, { access_token: token, expires_in: 3600, token_type: 'Bearer' })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider: OauthProvider = {
    tokenUrl: `${base}/token`,
    introspectionUrl: `${base}/introspect`,
    asked: [],
    refreshToken: 'refresh-1',
    email,
    revoke: () => valid.clear(),
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return provider
}
