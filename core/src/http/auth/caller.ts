import { say } from '@faladesk/plugin-sdk'
import type { Role } from '../../contract/index.ts'
import type { Claims } from '../../store/database.ts'
import { Refusal } from '../refusal.ts'
import type { Membership } from './memberships.ts'

/** Who asks: a person or a machine's key, at work in one organization. */
export interface Caller {
  kind: 'user' | 'api_key'
  /** The user's id, or the key's. */
  id: string
  /** The user's id; null for a key. */
  userId: string | null
  email: string | null
  /** What the database is told of the caller, for policies and auth.uid(). */
  claims: Claims
  organization: { id: string; slug: string; role: Role; isDemo: boolean }
}

/** Picks the organization a person works in now: the one named by X-Organization, else the only one. */
export const chooseOrganization = (memberships: Membership[], asked: string | undefined): Membership => {
  if (asked !== undefined) {
    const found = memberships.find(({ slug }) => slug === asked)
    if (!found) throw notAMember()
    return found
  }
  const [first, second] = memberships
  if (!first) throw notAMember()
  if (second) throw chooseOne(memberships.map(({ slug }) => slug))
  return first
}

/** 403, the same for an organization that does not exist. */
export const notAMember = () =>
  new Refusal(
    403,
    'not_a_member',
    say(
      'Você não faz parte desta organização. Peça um convite a quem a administra.',
      'No forma parte de esta organización. Pida una invitación a quien la administra.',
      'You do not belong to this organization. Ask its admin for an invitation.',
    ),
  )

/** 403 for an agent where an admin is needed. */
export const adminsOnly = () =>
  new Refusal(
    403,
    'admins_only',
    say(
      'Só quem administra a organização pode fazer isto.',
      'Solo quien administra la organización puede hacer esto.',
      'Only admins of the organization may do this.',
    ),
  )

const chooseOne = (slugs: string[]) =>
  new Refusal(
    400,
    'organization_required',
    say(
      `Você faz parte de várias organizações: informe uma no cabeçalho X-Organization (${slugs.join(', ')}).`,
      `Forma parte de varias organizaciones: indique una en la cabecera X-Organization (${slugs.join(', ')}).`,
      `You belong to several organizations: name one in the X-Organization header (${slugs.join(', ')}).`,
    ),
    { details: [{ field: 'X-Organization', choices: slugs }] },
  )
