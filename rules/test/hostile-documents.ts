import { documentOf, SHOP } from './documents.ts'

/** A harmless comparison. */
export const leaf = { fact: 'message.text', operator: 'isPresent', value: true }
const about = (comparison: object, conditions: object = {}) =>
  documentOf([{ conditions: { all: [comparison as never] } }, {}], conditions as never)

const nested = (depth: number): object => {
  let condition: object = leaf
  for (let n = 0; n < depth; n++) condition = { all: [condition] }
  return condition
}
const parsed = (json: string): object => JSON.parse(json) as object
const circularObject = (): object => {
  const group: { all: unknown[] } = { all: [leaf] }
  group.all.push(group)
  return group
}
/** A JSONPath that runs code in jsonpath-plus 10.4.0 (its own regression test). */
export const RCE =
  "$..[?(p='this.constructor.constructor(\"globalThis.pwned=1\")()';a='';b={length:1,0:p};(0).constructor.constructor('globalThis.pwned=1')())]"

/** What to call it, and a document that is known to run code, stall, crash or mislead plain json-rules-engine 7.3.1. */
export const HOSTILE: readonly (readonly [string, unknown])[] = [
  ['a path that runs code', about({ ...leaf, fact: 'contact.attributes', path: RCE })],
  [
    'a path with a catastrophic regular expression',
    about({ ...leaf, fact: 'contact.attributes', path: '$.items[?(@.s.match(/^(a+)+$/))]' }),
  ],
  ['a path of wildcards', about({ ...leaf, fact: 'contact.attributes', path: '$..*..*..*..*..*..*' })],
  ['a path to a prototype', about({ ...leaf, fact: 'contact.attributes', path: '$.constructor' })],
  ['a path in the value', about({ ...leaf, operator: 'equal', value: { fact: 'contact.attributes', path: RCE } })],
  ['two hundred decorators', about({ ...leaf, operator: `${'not:'.repeat(200)}equal` })],
  [
    'shared conditions in a circle',
    about({ condition: 'a' }, { a: { all: [leaf, { condition: 'b' }] }, b: { all: [leaf, { condition: 'a' }] } }),
  ],
  ['a shared condition that is only itself', about({ condition: 'a' }, { a: { condition: 'a' } })],
  ['a shared condition of itself', about({ condition: 'a' }, { a: { all: [{ condition: 'a' }] } })],
  [
    'shared conditions that double',
    about(
      { condition: 'c0' },
      Object.fromEntries(
        Array.from({ length: 60 }, (_, n) => [
          `c${n}`,
          { all: [n === 59 ? leaf : { condition: `c${n + 1}` }, n === 59 ? leaf : { condition: `c${n + 1}` }] },
        ]),
      ),
    ),
  ],
  ['five thousand nested groups', about(nested(5_000))],
  ['a condition inside itself', about(circularObject())],
  ['an operator named like a method', about({ ...leaf, operator: 'toString' })],
  ['a decorator named like a method', about({ ...leaf, operator: 'constructor:equal' })],
  ['a fact named like a prototype', about({ ...leaf, fact: '__proto__', operator: 'equal' })],
  ['a condition named like a prototype', about({ condition: '__proto__' })],
  [
    'a key that overrides evaluation',
    about(parsed('{"fact":"message.text","operator":"equal","value":1,"evaluate":1}')),
  ],
  [
    'a prototype key in a condition',
    about(parsed('{"fact":"message.text","operator":"equal","value":1,"__proto__":{"isConditionReference":1}}')),
  ],
  [
    'a prototype key in parameters',
    documentOf([{ event: parsed('{"type":"ignore","params":{"__proto__":{"polluted":1}}}') as never }, {}]),
  ],
  [
    'a prototype among the conditions',
    documentOf([{ conditions: { condition: 'vip' } }, {}], parsed('{"__proto__":{"vip":{"all":[]}}}') as never),
  ],
  ['an event that rejects', documentOf([{ event: { type: 'error' } }])],
  ['an empty group', documentOf([{ conditions: { any: [] } }])],
  ['two groups in one', documentOf([{ conditions: { all: [leaf], any: [leaf] } as never }])],
  ['a priority', documentOf([{ priority: 'abc' } as never])],
  ['a million parts', documentOf([{ conditions: { all: new Array(1_000_000).fill(leaf) } }, {}])],
  ['a hole of a billion parts', documentOf([{ conditions: { all: new Array(1_000_000_000) } }, {}])],
  [
    'a getter that throws',
    {
      ...SHOP,
      rules: [
        Object.defineProperty({ ...SHOP.rules[0] }, 'conditions', {
          enumerable: true,
          get: () => {
            throw new Error('no')
          },
        }),
      ],
    },
  ],
  ['functions', documentOf([{ event: { type: 'ignore', params: { f: () => 1 } } }])],
  ['texts PostgreSQL cannot store', documentOf([{ event: { type: 'auto-reply', params: { text: 'a\0b' } } }])],
  ['not a rule', { ...SHOP, rules: [5, null] }],
]
