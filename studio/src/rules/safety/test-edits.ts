import { type Edit, factsRead, type RuleDocument, type RuleTest } from '@faladesk/rules'

type Facts = Readonly<Record<string, unknown>>
type Expect = RuleTest['expect']

/** The edits that add a test at the end of the document's tests. */
export const addTest = (document: RuleDocument, test: RuleTest): readonly Edit[] =>
  document.tests ? [{ op: 'add', pointer: '/tests/-', value: test }] : [{ op: 'add', pointer: '/tests', value: [test] }]

/** The edits that take one test away; with the last one the list goes too. */
export const removeTest = (document: RuleDocument, index: number): readonly Edit[] => [
  { op: 'remove', pointer: document.tests?.length === 1 ? '/tests' : `/tests/${index}` },
]

/** The edits that give a test another name and say anew what it expects. */
export const changeTest = (index: number, name: string, expect: Expect): readonly Edit[] => [
  { op: 'replace', pointer: `/tests/${index}/name`, value: name },
  { op: 'replace', pointer: `/tests/${index}/expect`, value: expect },
]

const always = ['message.text', 'event.type', 'event.minutes']

/**
 * A test from facts. It keeps only the facts that this document's conditions compare, beside the message itself: a test
 * lives in a file that people share, and nobody's name or address belongs there without need.
 */
export function testOf(document: RuleDocument, name: string, facts: Facts, expect: Expect): RuleTest {
  const read = new Set<string>([...always, ...factsCompared(document)])
  const kept = Object.entries(facts).filter(([fact, value]) => read.has(fact) && value !== undefined)
  return { name, facts: Object.fromEntries(kept), expect }
}

/** The facts the conditions of a document read, those of its answers' texts left out. */
export const factsCompared = (document: RuleDocument): ReadonlySet<string> =>
  factsRead({ ...document, rules: document.rules.map((rule) => ({ ...rule, event: { type: 'wait' } })) })

/** A name for a test that no other test has: the message's first words, numbered where they are taken. */
export function testName(document: RuleDocument, text: string, otherwise: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  const base = line === '' ? otherwise : line.length > 60 ? `${line.slice(0, 59).trimEnd()}…` : line
  const taken = new Set(document.tests?.map((test) => test.name))
  if (!taken.has(base)) return base
  for (let number = 2; ; number++) if (!taken.has(`${base} (${number})`)) return `${base} (${number})`
}
