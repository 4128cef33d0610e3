import Type, { type TSchema } from 'typebox'
import { CATALOGUE, type Catalogue } from './catalogue.ts'
import type { Lane } from './document.ts'
import { EVENTS, MINUTES } from './events.ts'
import { LIMITS } from './limits.ts'
import { conditionDefinitions } from './schema-condition.ts'
import { closed, dictionary, extensible, NAME_PATTERN, type SchemaNode } from './schema-node.ts'
import { type Words, wordsOf } from './schema-words.ts'
import type { Locale } from './text.ts'

const ID_PATTERN = '^[A-Za-z0-9][\\w-]{0,63}$'
const ref = (name: string) => Type.Unsafe({ $ref: `#/$defs/${name}` })

/**
 * The JSON Schema (draft 2020-12) of a rule document, for Monaco, OpenAPI and `validateDocument` alike.
 * Facts, operators and actions come from the catalogue; titles and descriptions are in the given language.
 */
export function documentSchema(catalogue: Catalogue = CATALOGUE, locale: Locale = 'pt-BR'): SchemaNode {
  const words = wordsOf(locale)
  const body = extensible({
    name: Type.String({ title: words.documentName, minLength: 1, maxLength: LIMITS.nameLength }),
    description: Type.Optional(Type.String({ maxLength: LIMITS.descriptionLength })),
    facts: Type.Literal(1, { description: words.factsVersion }),
    conditions: Type.Optional(
      dictionary(ref('group'), {
        description: words.shared,
        propertyNames: { pattern: NAME_PATTERN, 'x-problem': 'bad-name' },
        maxProperties: LIMITS.sharedConditions,
      }),
    ),
    rules: Type.Array(
      Type.Union([rule('reply', catalogue, words), rule('background', catalogue, words)], { 'x-tag': 'lane' }),
      { description: words.rules, maxItems: LIMITS.rules },
    ),
    tests: Type.Optional(Type.Array(test(words), { description: words.tests, maxItems: LIMITS.tests })),
  })
  // Plain JSON: what Monaco gets, what OpenAPI shows and what validation walks are the same bytes.
  return JSON.parse(
    JSON.stringify({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: words.document,
      ...body,
      $defs: conditionDefinitions(catalogue, words),
    }),
  ) as SchemaNode
}

function rule(lane: Lane, catalogue: Catalogue, words: Words): TSchema {
  const events = [...catalogue.actions.values()]
    .filter((action) => action.lane === lane)
    .map((action) => {
      // An action all of whose parameters are optional needs no `params` at all.
      const needed = ((action.params as SchemaNode).required ?? []).length > 0 || 'minProperties' in action.params
      return closed(
        {
          type: Type.Literal(action.type, { description: action.label[words.locale] }),
          params: needed ? action.params : Type.Optional(action.params),
        },
        { title: action.label[words.locale] },
      )
    })
  return extensible(
    {
      id: Type.String({ description: words.id, pattern: ID_PATTERN, 'x-problem': 'bad-id' }),
      name: Type.String({ description: words.ruleName, minLength: 1, maxLength: LIMITS.nameLength }),
      description: Type.Optional(Type.String({ maxLength: LIMITS.descriptionLength })),
      lane: Type.Literal(lane, { description: words.lanes[lane] }),
      enabled: Type.Optional(Type.Boolean({ description: words.enabled })),
      on: Type.Optional(trigger(words)),
      folder: Type.Optional(Type.String({ description: words.folder, minLength: 1, maxLength: LIMITS.nameLength })),
      table: Type.Optional(Type.String({ description: words.table, pattern: ID_PATTERN, 'x-problem': 'bad-id' })),
      conditions: ref('group'),
      event: Type.Union(events, { 'x-tag': 'type', description: words.event }),
    },
    { title: words.lanes[lane] },
  )
}

// One shape for each event, so that minutes are asked for exactly where they mean something.
function trigger(words: Words): TSchema {
  const minutes = Type.Integer({ description: words.minutes, minimum: MINUTES.least, maximum: MINUTES.most })
  const shapes = EVENTS.map(({ name, label, timed }) =>
    closed(
      { event: Type.Literal(name, { description: label[words.locale] }), ...(timed ? { minutes } : {}) },
      { title: label[words.locale] },
    ),
  )
  return Type.Union(shapes, { 'x-tag': 'event', description: words.on })
}

function test(words: Words): TSchema {
  const id = Type.String({ maxLength: 64 })
  return closed({
    name: Type.String({ minLength: 1, maxLength: LIMITS.nameLength }),
    description: Type.Optional(Type.String({ maxLength: LIMITS.descriptionLength })),
    facts: dictionary(Type.Unknown(), { description: words.testFacts }),
    expect: closed(
      {
        reply: Type.Optional(Type.Union([id, Type.Null()], { description: words.expectReply })),
        background: Type.Optional(Type.Array(id, { description: words.expectBackground, maxItems: 100 })),
      },
      { minProperties: 1 },
    ),
  })
}
