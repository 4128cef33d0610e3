import Type, { type TSchema } from 'typebox'
import { type Catalogue, operatorsOf, PLUGIN_FACT } from './catalogue.ts'
import { DECORATOR_NAMES } from './decorators.ts'
import type { Fact } from './fact.ts'
import { LIMITS } from './limits.ts'
import { PATH_PATTERN } from './path.ts'
import { closed, extensible } from './schema-node.ts'
import type { Words } from './schema-words.ts'

const GROUP_KEYS = ['all', 'any', 'not', 'condition']
const ref = (name: string) => Type.Unsafe({ $ref: `#/$defs/${name}` })

/** The recursive part of the schema: `group`, `comparison`, and `node`, which is either. */
export function conditionDefinitions(catalogue: Catalogue, words: Words): Record<string, TSchema> {
  const common = {
    name: Type.Optional(Type.String({ description: words.label, minLength: 1, maxLength: LIMITS.nameLength })),
    priority: Type.Optional(Type.Integer({ description: words.priority, minimum: 1, maximum: 1_000 })),
  }
  const parts = Type.Array(ref('node'), { minItems: 1, maxItems: LIMITS.leaves, 'x-problem': 'empty-group' })
  const groups = [
    extensible({ all: parts, ...common }, { description: words.all }),
    extensible({ any: parts, ...common }, { description: words.any }),
    extensible({ not: ref('node'), ...common }, { description: words.not }),
    extensible({ condition: Type.String({ maxLength: 64 }), ...common }, { description: words.condition }),
  ]
  return {
    group: Type.Union(groups, { 'x-keys': GROUP_KEYS }),
    node: Type.Union([...groups, ref('comparison')], { 'x-keys': [...GROUP_KEYS, 'fact'] }),
    comparison: comparison(catalogue, words, common),
    value: operand(catalogue, words),
  }
}

function comparison(catalogue: Catalogue, words: Words, common: Record<string, TSchema>): TSchema {
  const operators = [...catalogue.operators.keys()]
  const decorated = `^((${DECORATOR_NAMES.join('|')}):){1,${LIMITS.decorators}}`
  return extensible(
    {
      fact: fact(catalogue, words),
      operator: Type.Union([Type.Enum(operators), Type.String({ pattern: `${decorated}(${operators.join('|')})$` })], {
        description: words.operator,
        'x-problem': 'unknown-operator',
      }),
      value: ref('value'),
      path: Type.Optional(path({ description: words.path })),
      ...common,
    },
    { allOf: [...catalogue.facts.values()].map((one) => offers(one, catalogue)) },
  )
}

const path = (options: object = {}) =>
  Type.String({ pattern: PATH_PATTERN, maxLength: LIMITS.pathLength, 'x-problem': 'bad-path', ...options })

// A fact there is, or the name of one whose plugin is not here: what it says stays unknown, and the Doctor tells.
const fact = (catalogue: Catalogue, words: Words) =>
  Type.Union(
    [
      Type.Enum([...catalogue.facts.keys()], {
        enumDescriptions: [...catalogue.facts.values()].map((one) => one.label[words.locale]),
      }),
      Type.String({ pattern: PLUGIN_FACT, maxLength: LIMITS.nameLength }),
    ],
    { description: words.fact, 'x-problem': 'unknown-fact' },
  )

// Lets the editor offer only operators that fit the chosen fact; `validateDocument` says the same in words.
const offers = (one: Fact, catalogue: Catalogue) => ({
  if: {
    properties: { fact: { const: one.name }, operator: { not: { pattern: ':' } } },
    required: ['fact', 'operator'],
  },
  // biome-ignore lint/suspicious/noThenProperty: `then` is JSON Schema's own keyword.
  then: { properties: { operator: { enum: operatorsOf(one, catalogue).map((operator) => operator.name) } } },
})

function operand(catalogue: Catalogue, words: Words): TSchema {
  const item = Type.Union([Type.String({ maxLength: LIMITS.itemLength }), Type.Number(), Type.Boolean()])
  return Type.Union(
    [
      Type.String({ maxLength: LIMITS.valueLength }),
      Type.Number(),
      Type.Boolean(),
      Type.Null(),
      Type.Array(item, { minItems: 1, maxItems: LIMITS.listItems }),
      closed({
        fact: fact(catalogue, words),
        path: Type.Optional(path()),
      }),
    ],
    { description: words.value },
  )
}
