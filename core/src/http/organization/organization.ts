import { say } from '@faladesk/plugin-sdk'
import type { ChangeOrganization, Organization } from '../../contract/index.ts'
import type { Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { badFields, notFound } from '../refusal.ts'
import { readPrices, setPrices } from './prices.ts'

/** The organization the caller works in. */
export const readOrganization = async (tx: Tx, { organization }: Caller): Promise<Organization> => {
  const [row] = await tx<Omit<Organization, 'role' | 'message_prices'>[]>`
    select id, slug, name, locale, timezone, profile, is_demo from public.organizations where id = ${organization.id}`
  if (!row) throw notFound()
  return { ...row, message_prices: await readPrices(tx), role: organization.role }
}

/** Changes name, language, time zone, prices or the text the AI may know; who is absent from the request stays. */
export const changeOrganization = async (tx: Tx, caller: Caller, asked: ChangeOrganization): Promise<Organization> => {
  if (asked.timezone !== undefined && !isTimeZone(asked.timezone))
    throw badFields({ field: 'timezone', message: noSuchZone })
  const { message_prices: prices, ...fields } = asked
  if (prices) await setPrices(tx, prices)
  if (Object.keys(fields).length > 0)
    await tx`update public.organizations set ${tx(fields as Record<string, string>)} where id = ${caller.organization.id}`
  await audit(tx, caller, 'organization.changed', caller.organization.id, { fields: Object.keys(asked) })
  return readOrganization(tx, caller)
}

// Names of the IANA list only: an offset such as "+03:00" knows no daylight saving, and PostgreSQL reads it the other way.
const isTimeZone = (name: string) => {
  try {
    return /^[A-Za-z]/.test(name) && Boolean(new Intl.DateTimeFormat('en', { timeZone: name }))
  } catch {
    return false
  }
}

const noSuchZone = say(
  'Este fuso não existe; use um nome como America/Sao_Paulo.',
  'Esta zona horaria no existe; use un nombre como America/Bogota.',
  'There is no such time zone; use a name such as America/Mexico_City.',
)
