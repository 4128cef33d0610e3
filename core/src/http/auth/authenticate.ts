import { say } from '@faladesk/plugin-sdk'
import type { FastifyRequest } from 'fastify'
import type { Host } from '../../host.ts'
import { Refusal } from '../refusal.ts'
import type { Access } from '../route.ts'
import { fingerprint, type KeyOwner, looksLikeApiKey, ownerOfKey, useRecorder } from './api-key.ts'
import { adminsOnly, type Caller, chooseOrganization, notAMember } from './caller.ts'
import { failureCounter } from './failures.ts'
import { type Membership, membershipReader } from './memberships.ts'
import { type PersonClaims, tokenReader } from './token.ts'

/** Who a token stands for, before an organization is chosen. */
export type Bearer =
  | { kind: 'user'; claims: PersonClaims; memberships: Membership[] }
  | { kind: 'api_key'; owner: KeyOwner }

/** Makes the two checks every route but the public ones passes: who is it, and may they do this here. */
export const authentication = (
  { db, config, bus, onWrong }: Pick<Host, 'db' | 'config' | 'bus' | 'onWrong'>,
  now: () => number = Date.now,
) => {
  const readToken = tokenReader(config.supabaseJwt)
  const membershipsOf = membershipReader(db, now)
  const failures = failureCounter(now, (address, times) =>
    bus.tell(`wrong:${JSON.stringify([bus.origin, address, times])}`),
  )
  onWrong.add(failures.elsewhere)
  const noteUse = useRecorder(db, now)

  /** Who sends this request? Throws 401, or 429 after too many wrong tokens from one address. */
  const identify = async (request: FastifyRequest): Promise<Bearer> => {
    const token = bearerOf(request.headers.authorization)
    // Sending no token guesses nothing, so it is not counted.
    if (token === null) throw notSignedIn()
    const found = token.startsWith('fdk_') ? await machine(token, request.ip) : await person(token)
    if (found) return found
    failures.wrong(request.ip)
    throw notSignedIn()
  }

  // A person's token costs nothing to check; a key costs a question to the database.
  const machine = async (key: string, address: string): Promise<Bearer | null> => {
    const wait = failures.wait(address, fingerprint(key))
    if (wait > 0) throw tooMany(wait)
    const owner = looksLikeApiKey(key) ? await ownerOfKey(db, key) : null
    if (!owner) return null
    failures.right(fingerprint(key))
    await noteUse(owner)
    return { kind: 'api_key', owner }
  }

  const person = async (token: string): Promise<Bearer | null> => {
    const claims = await readToken(token)
    return claims && { kind: 'user', claims, memberships: await membershipsOf(claims) }
  }

  /** Chooses the organization and checks the role. Throws 403 for a stranger, or for an agent where an admin is needed. */
  const admit = (found: Bearer, access: Access, request: FastifyRequest): Caller => {
    const asked = request.headers['x-organization']
    const caller = callerOf(found, typeof asked === 'string' && asked !== '' ? asked : undefined)
    if (access === 'admin' && caller.organization.role !== 'admin') throw adminsOnly()
    return caller
  }

  return { identify, admit }
}

const callerOf = (found: Bearer, asked: string | undefined): Caller => {
  if (found.kind === 'api_key') {
    const { id, organization_id, slug, role } = found.owner
    if (asked !== undefined && asked !== slug) throw notAMember()
    const organization = { id: organization_id, slug, role, isDemo: false }
    return { kind: 'api_key', id, userId: null, email: null, claims: {}, organization }
  }
  const { sub, email } = found.claims
  const { id, slug, role, is_demo } = chooseOrganization(found.memberships, asked)
  return {
    kind: 'user',
    id: sub,
    userId: sub,
    email: email ?? null,
    claims: { sub, role: 'authenticated', ...(email && { email }) },
    organization: { id, slug, role, isDemo: is_demo },
  }
}

const bearerOf = (header: string | undefined): string | null =>
  /^Bearer ([A-Za-z0-9._~+/=-]+)$/i.exec(header ?? '')?.[1] ?? null

const notSignedIn = () =>
  new Refusal(
    401,
    'not_signed_in',
    say(
      'Entre de novo: falta o token de acesso, ou ele não vale mais.',
      'Inicie sesión de nuevo: falta el token de acceso o ya no es válido.',
      'Sign in again: the access token is missing or no longer valid.',
    ),
    { headers: { 'www-authenticate': 'Bearer' } },
  )

const tooMany = (seconds: number) =>
  new Refusal(
    429,
    'too_many_attempts',
    say(
      `Muitas tentativas sem sucesso. Tente de novo em ${seconds} segundos.`,
      `Demasiados intentos fallidos. Intente de nuevo en ${seconds} segundos.`,
      `Too many failed attempts. Try again in ${seconds} seconds.`,
    ),
    { headers: { 'retry-after': String(seconds) } },
  )
