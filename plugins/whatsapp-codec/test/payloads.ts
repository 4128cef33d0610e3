import { readFileSync } from 'node:fs'
import { type CandidateTable, type ChannelCase, recordedCases } from '@faladesk/plugin-sdk/testing'

const folder = new URL('./payloads/', import.meta.url)

/** The number every payload comes to. */
export const phoneNumberId = '106540352242922'

/** Reads one payload's bytes. */
export const payload = (name: string): Uint8Array => readFileSync(new URL(`${name}.json`, folder))

/** All payloads, each with the events it must become. */
export const recorded: ChannelCase[] = recordedCases(folder)

const phone = (value: string) => ({ kind: 'wa_phone', value })

/** How numbers may be written in Brazil, Mexico and Argentina. */
export const addresses: CandidateTable = [
  { of: phone('+554188887777'), are: ['+5541988887777'] },
  { of: phone('+5511987650001'), are: ['+551187650001'] },
  { of: phone('+525512345678'), are: ['+5215512345678'] },
  { of: phone('+5491112345678'), are: ['+541112345678'] },
  { of: phone('+554132221111'), are: [] },
  { of: phone('+5508007701234'), are: [] },
  { of: phone('+14155550100'), are: [] },
  { of: { kind: 'wa_bsuid', value: 'BR.1502576394655843' }, are: [] },
]
