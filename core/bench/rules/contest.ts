import { median } from '../measure.ts'
import type { Contestant, Decider } from './contestants.ts'
import { collectGarbage, cpuOf } from './cpu.ts'
import { jsonLogic } from './json-logic.ts'
import { limit, ours } from './ours.ts'
import { plain } from './plain.ts'
import { type Workload, workload } from './workload.ts'
import { zen } from './zen.ts'

const contestants: readonly Contestant[] = [plain, ours, limit, zen, jsonLogic]
const sizes = [10, 100, 1_000, 10_000] as const
const rounds = 5
/** Microseconds each contestant gets in a round. */
const budget = 150_000

/** Processor microseconds per message of a contestant at a size. */
export type Table = ReadonlyMap<string, ReadonlyMap<number, number>>

/**
 * All contestants over the same rules and messages, taking turns, so that whatever else the machine does meets them all.
 * Before any time is taken, each has to answer as plain json-rules-engine does; also returns how often one did not.
 */
export async function contest(): Promise<{ table: Table; mismatches: number; compared: number }> {
  const table = new Map(contestants.map(({ name }) => [name, new Map<number, number>()]))
  let [mismatches, compared] = [0, 0]
  for (const size of sizes) {
    const work = workload(size)
    const deciders = await Promise.all(contestants.map((one) => one.prepare(work)))
    const gate = await differences(work, deciders, size >= 10_000 ? 15 : 60)
    mismatches += gate.mismatches
    compared += gate.compared

    const turns = deciders.map((decider) => turnsOf(decider, work))
    const figures = contestants.map((): number[] => [])
    for (const turn of turns) await cpuOf(turn, budget, 3)
    for (let round = 0; round < rounds; round++)
      for (const [index, turn] of turns.entries()) {
        // Nobody pays for what the one before has left lying about.
        collectGarbage()
        figures[index]?.push(await cpuOf(turn, budget))
      }
    for (const [index, { name }] of contestants.entries()) table.get(name)?.set(size, median(figures[index] ?? []))
  }
  return { table, mismatches, compared }
}

async function differences({ messages }: Workload, deciders: readonly Decider[], count: number) {
  let [mismatches, compared] = [0, 0]
  for (const message of messages.slice(0, count)) {
    const answers: string[] = []
    for (const decider of deciders) answers.push(JSON.stringify(await decider(message)()))
    compared += answers.length - 1
    mismatches += answers.filter((answer) => answer !== answers[0]).length
  }
  return { mismatches, compared }
}

// Each call decides the next message, already in the contestant's own shape.
function turnsOf(decider: Decider, { messages }: Workload): () => unknown {
  const shaped = messages.map((message) => decider(message))
  let next = 0
  return () => shaped[next++ % shaped.length]?.()
}

/** The table as lines to read. */
export function tableLines(table: Table): readonly string[] {
  const columns = sizes.map((size) => `${size} rules`.padStart(13)).join('')
  const rows = [...table].map(
    ([name, row]) => `    ${name.padEnd(20)}${sizes.map((size) => figure(row.get(size) ?? 0).padStart(13)).join('')}`,
  )
  return [`    ${'µs of CPU a message'.padEnd(20)}${columns}`, ...rows]
}

const figure = (value: number): string => (value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString('en'))
