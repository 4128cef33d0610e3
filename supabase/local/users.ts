import type { Sql } from 'postgres'

/** A person who can sign in with a password. `id` may be given so that seeds are the same everywhere. */
export type NewUser = { email: string; password: string; id?: string; name?: string }

/**
 * Creates a confirmed account, as Supabase Auth stores one, and returns its id; an account that has this address already
 * is left as it is. `sql` needs the auth schema, which the role `postgres` has.
 */
export async function createUser(sql: Sql, { email, password, id, name }: NewUser): Promise<string> {
  const address = email.trim().toLowerCase()
  return sql.begin(async (transaction) => {
    await transaction`select pg_advisory_xact_lock(hashtext(${`user ${address}`}))`
    const [known] = await transaction`select id from auth.users where email = ${address} and not is_sso_user`
    if (known) return known.id
    const [user] = await transaction`
      insert into auth.users (id, aud, role, email, encrypted_password, email_confirmed_at, raw_app_meta_data, raw_user_meta_data)
      values (coalesce(${id ?? null}::uuid, gen_random_uuid()), 'authenticated', 'authenticated', ${address},
        extensions.crypt(${password}, extensions.gen_salt('bf', 10)), now(),
        '{"provider":"email","providers":["email"]}', ${transaction.json(name ? { name } : {})})
      returning id`
    const identity = { sub: user?.id, email: address, email_verified: true, phone_verified: false }
    await transaction`
      insert into auth.identities (id, provider, provider_id, user_id, identity_data)
      values (gen_random_uuid(), 'email', ${user?.id}, ${user?.id}, ${transaction.json(identity)})`
    return user?.id
  })
}
