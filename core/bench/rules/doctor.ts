import { createDoctor, type RuleDocument } from '@faladesk/rules'
import { quantile } from '../measure.ts'
import { cpuMicroseconds } from './cpu.ts'
import { workload } from './workload.ts'

const edits = 40
const breath = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * The Doctor over ten thousand rules, as an editor asks it: seconds of CPU for the first look, and the milliseconds of CPU
 * that nineteen of twenty edits of one rule stay under.
 */
export async function doctor(): Promise<{ first: number; edit: number; findings: number }> {
  let document: RuleDocument = workload(10_000).document
  const asked = createDoctor({ locale: 'pt-BR', pause: breath })
  const cpu = async (): Promise<{ ms: number; findings: number }> => {
    const began = cpuMicroseconds()
    const { length } = await asked.diagnose(document)
    return { ms: (cpuMicroseconds() - began) / 1_000, findings: length }
  }
  const { ms: first, findings } = await cpu()
  const times: number[] = []
  for (let n = 0; n < edits; n++) {
    document = edited(document, (n * 2_503) % document.rules.length, n)
    times.push((await cpu()).ms)
  }
  return { first: first / 1_000, edit: quantile(times, 0.95), findings }
}

// Another word is asked for; every other rule stays the same object, as in the editor.
const edited = (document: RuleDocument, index: number, n: number): RuleDocument => ({
  ...document,
  rules: document.rules.map((rule, place) =>
    place === index
      ? {
          ...rule,
          conditions: {
            all: [rule.conditions, { fact: 'message.text', operator: 'hasAnyWord', value: [`palavra${n}`] }],
          },
        }
      : rule,
  ),
})
