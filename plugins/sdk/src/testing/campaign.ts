import { fastestOf } from './fastest.ts'
import { chance } from './fuzz.ts'

/** A parser to be fuzzed for minutes: `test/fuzz.ts` of a plugin exports one by default. */
export interface FuzzTarget {
  name: string
  /** Reads the bytes; whatever they are it neither throws nor hangs. */
  run(bytes: Uint8Array): unknown
  /** Real bytes to start from. */
  seeds?: readonly Uint8Array[]
}

/** What a campaign saw: how many bodies, and the first that broke the law, with its bytes. */
export interface Campaign {
  runs: number
  broken?: { why: string; bytes: Uint8Array }
}

/** Feeds a parser mutations of its seeds for so long; ends at the first throw, or at more than 50 ms for 100 KB. */
export async function fuzzFor(target: FuzzTarget, ms: number, seed = 1): Promise<Campaign> {
  const random = chance(seed)
  const seeds = target.seeds?.length
    ? target.seeds
    : [Buffer.from('{}'), Buffer.from('a=b'), Buffer.from('A: b\r\n\r\nc')]
  const until = performance.now() + ms
  let runs = 0
  while (performance.now() < until) {
    const bytes = mutated(seeds, random)
    runs++
    const limit = 50 * Math.max(1, bytes.length / 100_000)
    try {
      const took = await fastestOf(() => target.run(bytes), limit)
      if (took > limit) return { runs, broken: { why: `${took.toFixed(0)} ms for ${bytes.length} bytes`, bytes } }
    } catch (error) {
      return { runs, broken: { why: `threw ${(error as Error)?.stack ?? error}`, bytes } }
    }
  }
  return { runs }
}

const mutated = (seeds: readonly Uint8Array[], random: () => number): Uint8Array => {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  let bytes = Buffer.from(pick(seeds))
  for (let turn = 1 + Math.floor(random() * 4); turn > 0; turn--) {
    const at = Math.floor(random() * (bytes.length + 1))
    const until = Math.min(bytes.length, at + Math.floor(random() ** 3 * bytes.length))
    const [before, piece, after] = [bytes.subarray(0, at), bytes.subarray(at, until), bytes.subarray(until)]
    const other = pick(seeds)
    const changes: (() => Buffer[])[] = [
      () => [before, after],
      () => [before, Buffer.from([Math.floor(random() * 256)]), bytes.subarray(at + 1)],
      () => [before, Buffer.from(pick(words)), after],
      () => [before, Buffer.from(pick(words).repeat(1 + Math.floor(random() ** 4 * 20_000))), after],
      () => [
        before,
        ...Array.from({ length: 1 + Math.floor(random() ** 4 * 2_000) }, () => piece.subarray(0, 400)),
        after,
      ],
      () => [before, Buffer.from(other.subarray(Math.floor(random() * other.length))), after],
      () => [before, Buffer.from(Array.from(piece.subarray(0, 5_000), () => Math.floor(random() * 256))), after],
    ]
    // A body never outgrows what a hook accepts, so that each run stays short.
    bytes = Buffer.concat(pick(changes)()).subarray(0, 400_000)
  }
  return bytes
}

const words = [
  '\u0000',
  '\n',
  '\r\n\r\n',
  ' ',
  '>',
  '-',
  '=',
  '%',
  '&',
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '<',
  '<div>',
  '<!--',
  ',',
  ';',
  ':',
  '@',
  '.',
  '0',
  '-1',
  '1e999',
  'null',
  '[]',
  '{}',
  '""',
  '=?utf-8?B?',
  '?=',
  '--',
  'On ',
  'Em ',
  'wrote:',
  '\ud83d\ude00',
  '\u202e',
  '\ufeff',
  '__proto__',
  'constructor',
  'Content-Type: multipart/mixed; boundary=x\r\n',
  '\\ud800',
  '%00',
  '%ff',
  '+55',
  'wamid.',
]
