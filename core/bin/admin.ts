import type { Sql } from 'postgres'
import { type Command, Usage } from './command.ts'
import { databaseUrlOf } from './installation.ts'
import { inviteBySupabase } from './supabase-invite.ts'

const text = { type: 'string' } as const

/** `faladesk admin create-organization`: makes an organization, with nobody in it yet. */
export const createOrganization: Command = {
  name: 'admin create-organization',
  usage: '--slug SLUG --name NAME [--locale pt-BR|es|en] [--timezone ZONE]',
  does: 'Makes an organization; invite its first admin next.',
  options: { slug: text, name: text, locale: text, timezone: text },
  run: ({ json, ...given }, print) =>
    withDatabase(async (sql) => {
      const slug = required(given, 'slug')
      const name = required(given, 'name')
      if (!/^[a-z0-9][a-z0-9-]{1,62}$/.test(slug))
        throw new Usage('--slug must be 2 to 63 lower-case letters, digits and hyphens, such as minha-loja.')
      const locale = String(given.locale ?? 'pt-BR')
      if (!['pt-BR', 'es', 'en'].includes(locale)) throw new Usage('--locale must be pt-BR, es or en.')
      const timezone = String(given.timezone ?? 'America/Sao_Paulo')
      if (!Intl.supportedValuesOf('timeZone').includes(timezone))
        throw new Usage(`--timezone ${timezone} does not exist; use a name such as America/Bogota.`)
      const [made] = await sql<{ id: string }[]>`
        insert into public.organizations (slug, name, locale, timezone) values (${slug}, ${name}, ${locale}, ${timezone})
        on conflict (slug) do nothing returning id`
      if (!made) throw new Error(`There already is an organization "${slug}".`)
      await record(sql, made.id, 'organization.created', made.id)
      print(
        json
          ? JSON.stringify({ id: made.id, slug })
          : `Made ${slug}. Next: npx faladesk admin invite --organization ${slug} --email …`,
      )
      return 0
    }),
}

/** `faladesk admin invite`: gives a person a place in an organization, inviting them to Supabase Auth where they are new. */
export const invite: Command = {
  name: 'admin invite',
  usage: '--organization SLUG --email EMAIL [--name NAME] [--role admin|agent]',
  does: 'Gives a person a place in an organization; somebody new gets an invitation by e-mail from Supabase Auth.',
  options: { organization: text, email: text, name: text, role: text },
  run: ({ json, ...given }, print) =>
    withDatabase(async (sql) => {
      const slug = required(given, 'organization')
      const email = required(given, 'email').toLowerCase()
      const role = String(given.role ?? 'agent')
      if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email))
        throw new Usage('--email must be an address such as ana@loja.com.br.')
      if (!['admin', 'agent'].includes(role)) throw new Usage('--role must be admin or agent.')
      const [organization] = await sql<{ id: string }[]>`select id from public.organizations where slug = ${slug}`
      if (!organization) throw new Error(`There is no organization "${slug}"; make it with admin create-organization.`)
      const [known] = await sql<{ id: string }[]>`select id from auth.users where lower(email) = ${email}`
      const user = known?.id ?? (await inviteBySupabase(process.env, email))
      const name = String(given.name ?? email.split('@')[0])
      await sql`
        insert into public.memberships (organization_id, user_id, role, name, email)
        values (${organization.id}, ${user}, ${role}, ${name}, ${email})
        on conflict (organization_id, user_id) do update set role = excluded.role, suspended_at = null`
      await record(sql, organization.id, 'member.invited', user)
      const how = known ? 'may sign in as before' : 'was sent an invitation'
      print(
        json
          ? JSON.stringify({ user, organization: slug, role, invited: !known })
          : `${email} is ${role} of ${slug} and ${how}.`,
      )
      return 0
    }),
}

const record = (sql: Sql, organization: string, action: string, target: string) => sql`
  insert into public.audit_log (organization_id, actor_kind, action, target) values (${organization}, 'system', ${action}, ${target})`

const required = (given: Record<string, string | boolean | undefined>, name: string): string => {
  const value = given[name]
  if (typeof value !== 'string' || value.trim() === '') throw new Usage(`--${name} is missing.`)
  return value.trim()
}

/** Runs work as the login itself, which owns the tables: what admins of the installation do is bound to no organization. */
export async function withDatabase<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  const url = databaseUrlOf(process.env)
  if (!url) throw new Error('No database: set DATABASE_URL, or start the embedded stack with npm start first.')
  const { default: postgres } = await import('postgres')
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} })
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 1 })
  }
}
