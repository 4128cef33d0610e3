import { type Static, Type } from 'typebox'
import { Words } from './common.ts'

/** One thing rules may ask about; `heading` says whose it is where a plugin tells it. */
export const RuleFact = Type.Object({
  name: Type.String(),
  type: Type.Enum(['string', 'number', 'boolean', 'string[]', 'enum', 'datetime', 'object']),
  label: Words,
  noun: Words,
  says: Type.Optional(Type.Object({ true: Words, false: Words })),
  values: Type.Optional(Type.Array(Type.Object({ value: Type.String(), label: Words }))),
  lazy: Type.Boolean({ description: 'asked for only where a rule cannot be decided without it' }),
  group: Type.Optional(Type.String({ description: 'facts of one group are asked for together' })),
  heading: Type.Optional(Words),
  operators: Type.Array(Type.String()),
})
export type RuleFact = Static<typeof RuleFact>

/** What rules may ask about in this installation, its plugins' facts included. */
export const RuleCatalogue = Type.Object({ facts: Type.Array(RuleFact) })
export type RuleCatalogue = Static<typeof RuleCatalogue>
