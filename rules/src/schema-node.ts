import Type, { type TSchema } from 'typebox'

/**
 * The part of JSON Schema a rule document's schema uses, and all that validation has to understand.
 * `x-tag` names the property that chooses a branch of `anyOf`; `x-keys` the keys of which exactly one chooses it;
 * `x-problem` the code reported when a value does not fit. Other tools ignore them and read plain JSON Schema.
 */
export interface SchemaNode {
  $ref?: string
  $defs?: Record<string, SchemaNode>
  type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null'
  const?: unknown
  enum?: unknown[]
  anyOf?: SchemaNode[]
  properties?: Record<string, SchemaNode>
  patternProperties?: Record<string, SchemaNode>
  propertyNames?: SchemaNode
  required?: string[]
  additionalProperties?: boolean | SchemaNode
  minProperties?: number
  maxProperties?: number
  items?: SchemaNode
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  pattern?: string
  'x-tag'?: string
  'x-keys'?: string[]
  'x-problem'?: string
}

/** How shared conditions are named. */
export const NAME_PATTERN = '^[A-Za-z][\\w-]{0,63}$'

/** How an author's own keys start. */
const EXTRA_PATTERN = '^x-'

/** An object that accepts only the given properties. */
export const closed = (properties: Record<string, TSchema>, options: object = {}): TSchema =>
  Type.Object(properties, { additionalProperties: false, ...options })

/** An object that accepts the given properties and its author's own `x-…` keys. */
export const extensible = (properties: Record<string, TSchema>, options: object = {}): TSchema =>
  closed(properties, { patternProperties: { [EXTRA_PATTERN]: {} }, ...options })

/** An object with any keys, all of whose values fit one schema. */
export const dictionary = (values: TSchema, options: object = {}): TSchema =>
  Type.Unsafe({ type: 'object', additionalProperties: values, ...options })
