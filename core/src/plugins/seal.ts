import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import type { Config } from '../config.ts'

/** Where a sealed value lives; it opens nowhere else. */
export interface Place {
  organizationId: string
  table: string
  rowId: string
}

/** Seals a JSON value with AES-256-GCM: `v1.key id.nonce.ciphertext and tag`, bound to its place. */
export function seal(secretKey: Uint8Array, place: Place, value: unknown): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secretKey), nonce).setAAD(placeBytes(place))
  const bytes = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()])
  return ['v1', keyId(secretKey), nonce.toString('base64url'), bytes.toString('base64url')].join('.')
}

/** Opens a sealed value with whichever of the keys sealed it; throws an error that says why when the key, the place or the text is another. */
export function open(secretKeys: readonly Uint8Array[], place: Place, sealed: string): unknown {
  const [version, key, nonce = '', bytes = ''] = sealed.split('.')
  if (version !== 'v1') throw new Error('The stored credentials have a format this version does not know.')
  const secretKey = secretKeys.find((one) => keyId(one) === key)
  if (!secretKey)
    throw new Error(
      'The stored credentials were sealed with another FALADESK_SECRET_KEY: restore that key, name it in FALADESK_SECRET_KEY_PREVIOUS, or enter them again.',
    )
  const data = Buffer.from(bytes, 'base64url')
  try {
    const decipher = createDecipheriv('aes-256-gcm', sealingKey(secretKey), Buffer.from(nonce, 'base64url'))
      .setAAD(placeBytes(place))
      .setAuthTag(data.subarray(-16))
    const text = Buffer.concat([decipher.update(data.subarray(0, -16)), decipher.final()]).toString('utf8')
    return JSON.parse(text)
  } catch {
    throw new Error('The stored credentials were changed or belong to another row: enter them again.')
  }
}

/** The keys that open what is stored: the present one first. */
export const openingKeys = ({ secretKey, previousKeys }: Pick<Config, 'secretKey' | 'previousKeys'>) => [
  secretKey,
  ...previousKeys,
]

/** 32 bytes derived from the host's secret for one owner and purpose; the same every time. */
export const deriveKey = (secretKey: Uint8Array, owner: string, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secretKey, owner, `faladesk ${purpose}`, 32))

const sealingKey = (secretKey: Uint8Array) => deriveKey(secretKey, '', 'seal')
/** What sealed texts call a key; it tells nothing of it. */
export const keyId = (secretKey: Uint8Array) =>
  createHash('sha256').update(sealingKey(secretKey)).digest('hex').slice(0, 8)
const placeBytes = ({ organizationId, table, rowId }: Place) => Buffer.from(`${organizationId}|${table}|${rowId}`)
