import type { Config } from '../config.ts'
import type { Log } from '../log.ts'
import type { Sql } from '../store/database.ts'
import { open, openingKeys, type Place, seal } from './seal.ts'

/** Where the derivation key is sealed: one for the whole installation. */
export const derivationPlace: Place = { organizationId: '', table: 'derivation', rowId: '' }

/**
 * The key from which visitors' tokens, reply addresses and the secrets of calls are derived: kept in the database by the first
 * start, so that another FALADESK_SECRET_KEY changes none of them. One that cannot be opened is left alone, and told of.
 */
export async function keptDerivationKey(sql: Sql, config: Config, log: Log): Promise<Uint8Array> {
  const [row] = await sql<{ sealed: string }[]>`
    select private.derivation_key(${sealedDerivation(config.secretKey, config.derivationKey)}) as sealed`.catch(
    (error) => {
      // Not migrated yet: readiness says so.
      if (error.code !== '42883' && error.code !== '3F000') throw error
      return []
    },
  )
  if (!row) return config.derivationKey
  try {
    return openDerivation(openingKeys(config), row.sealed)
  } catch {
    log.error(
      {},
      'this FALADESK_SECRET_KEY does not open what the database keeps: name the one of before in FALADESK_SECRET_KEY_PREVIOUS',
    )
    return config.derivationKey
  }
}

/** Seals a derivation key. */
export const sealedDerivation = (secretKey: Uint8Array, key: Uint8Array): string =>
  seal(secretKey, derivationPlace, Buffer.from(key).toString('base64'))

/** Opens a sealed derivation key; throws as open() does. */
export const openDerivation = (secretKeys: readonly Uint8Array[], sealed: string): Uint8Array =>
  new Uint8Array(Buffer.from(open(secretKeys, derivationPlace, sealed) as string, 'base64'))
