/** A reproducible source of chance: the same seed gives the same numbers in [0, 1). */
export const chance = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

/** Bodies a webhook may really meet: cut short, damaged, foreign, deep and huge. */
export function* strangeBodies(samples: readonly Uint8Array[]): Generator<[what: string, body: Uint8Array]> {
  const random = chance(20261122)
  for (const [index, sample] of samples.entries()) {
    for (const share of [0, 0.1, 0.33, 0.5, 0.9, 0.99])
      yield [`sample ${index} cut at ${share}`, sample.subarray(0, Math.floor(sample.length * share))]
    for (let round = 0; round < 10; round++) {
      const damaged = Uint8Array.from(sample)
      for (let hit = 0; hit < 5; hit++) damaged[Math.floor(random() * damaged.length)] = Math.floor(random() * 256)
      yield [`sample ${index} damaged ${round}`, damaged]
    }
    yield [`sample ${index} twice`, Buffer.concat([sample, Buffer.from('&'), sample])]
  }
  for (const size of [1, 7, 100, 10_000, 1_000_000])
    yield [`${size} random bytes`, Uint8Array.from({ length: size }, () => Math.floor(random() * 256))]
  const words = [
    '{}',
    '[]',
    'null',
    '0',
    '""',
    '"x"',
    '{"id":{}}',
    '{"__proto__":{"a":1}}',
    '__proto__=1',
    '%',
    '%00',
    '=&=&',
    '\u0000',
  ]
  for (const word of words) yield [`the body ${JSON.stringify(word)}`, Buffer.from(word)]
  yield ['deep arrays', Buffer.from('['.repeat(50_000) + ']'.repeat(50_000))]
  yield ['deep objects', Buffer.from(`${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`)]
  yield ['1 MB of one letter', Buffer.alloc(1_000_000, 'a')]
  yield ['1 MB of separators', Buffer.alloc(1_000_000, '&')]
  yield ['1 MB of pairs', Buffer.from('a=b&'.repeat(250_000))]
  yield ['1 MB of different names', Buffer.from(Array.from({ length: 80_000 }, (_, n) => `k${n}=v`).join('&'))]
}
