import { atLeast, atMost, type Measure, rounded } from './measure.ts'
import { backtest } from './rules/backtest.ts'
import { contest, tableLines } from './rules/contest.ts'
import { doctor } from './rules/doctor.ts'

/** Our engine beside plain json-rules-engine, its own limit and two others, on a seeded rule set; and a backtest. */
export async function rules(): Promise<Measure[]> {
  const { table, mismatches, compared } = await contest()
  for (const line of tableLines(table)) console.log(line)
  console.log(`    ${mismatches} mismatches in ${compared} comparisons with plain json-rules-engine`)

  const cpu = (name: string, size: number): number => table.get(name)?.get(size) ?? Number.NaN
  const us = cpu('Faladesk', 1_000)
  const against = (name: string) => `${rounded(us)} µs against ${rounded(cpu(name, 1_000))} µs a message`
  const [small, large] = [cpu('Faladesk', 100), cpu('Faladesk', 10_000)]
  const contested = [
    atLeast('rules.vs_plain.1000', cpu('json-rules-engine', 1_000) / us, 100, against('json-rules-engine')),
    atLeast('rules.vs_zen.1000', cpu('zen-engine', 1_000) / us, 10, against('zen-engine')),
    atMost('rules.vs_limit.1000', us / cpu('index + closures', 1_000), 12, against('index + closures')),
    atMost('rules.growth', large / small, 6, `100 rules ${rounded(small)} µs, 10,000 rules ${rounded(large)} µs`),
  ]
  const { seconds, block, reading } = await backtest()
  const { first, edit, findings } = await doctor()
  return [
    // A quick engine that is wrong has kept no promise.
    ...contested.map((measure) => ({ ...measure, pass: measure.pass && mismatches === 0 })),
    atMost('rules.backtest', seconds, 5, 's of CPU for 10,000 messages × 1,000 rules'),
    atMost(
      'rules.backtest.block',
      block,
      50,
      `ms the longest anything else waited (${rounded(reading)} ms to read the rules)`,
    ),
    atMost(
      'rules.doctor',
      edit,
      100,
      `ms of CPU for an edit of one of 10,000 rules (p95 of 40; the first look took ${rounded(first)} s and found ${findings})`,
    ),
  ]
}
