import type { Text } from './words.ts'

/** A provider's well-known settings: chosen by name, or by the domain of an address typed. */
export interface Preset {
  title: string
  /** Domains of addresses that belong to it, such as `gmail.com`. */
  domains?: readonly string[]
  /** What it fills in, with its groups; never a secret. */
  settings: object
  /** What one must know or do first there. */
  note?: Text
}
