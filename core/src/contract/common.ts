import { type Static, type TSchema, Type } from 'typebox'

/** The languages Faladesk speaks to people; the first is the default. */
export const Locale = Type.Enum(['pt-BR', 'es', 'en'])
export type Locale = Static<typeof Locale>

export const Role = Type.Enum(['admin', 'agent'])
export type Role = Static<typeof Role>

export const Id = Type.String({ format: 'uuid' })

/** An instant, ISO 8601 in UTC. */
export const Instant = Type.String({ format: 'date-time' })

/** One short text in each language. */
export const Words = Type.Object({ 'pt-BR': Type.String(), es: Type.String(), en: Type.String() })
export type Words = Static<typeof Words>

/** The schema, or null. A type list instead of anyOf: serialisers and OpenAPI readers both like it better. */
export const nullable = <T extends TSchema>(schema: T) => {
  const { type, enum: values } = schema as unknown as { type?: string; enum?: unknown[] }
  return Type.Unsafe<Static<T> | null>({
    ...schema,
    ...(type && { type: [type, 'null'] }),
    ...(values && { enum: [...values, null] }),
  })
}

/** A command's body: these fields and no others, so that a misspelt one is told and not ignored. */
export const body = <const P extends Record<string, TSchema>>(fields: P, options: object = {}) =>
  Type.Object(fields, { additionalProperties: false, ...options })

/** What went wrong: a code for programs, a sentence for people, and which fields are wrong. */
export const ErrorBody = Type.Object({
  error: Type.Object({
    code: Type.String(),
    message: Type.String(),
    details: Type.Optional(Type.Unknown()),
  }),
})
export type ErrorBody = Static<typeof ErrorBody>

/** One wrong field of a request; `field` is its dotted path, or a JSON pointer inside a rule document. */
export const FieldProblem = Type.Object({ field: Type.String(), message: Type.String() })
export type FieldProblem = Static<typeof FieldProblem>

export const IdParams = body({ id: Id })
export type IdParams = Static<typeof IdParams>

/** How every list is asked for. */
export const page = {
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
  cursor: Type.Optional(Type.String({ maxLength: 400, description: '`next` of the page before' })),
  search: Type.Optional(Type.String({ maxLength: 200 })),
}
export const PageQuery = body(page)
export type PageQuery = Static<typeof PageQuery>

/** How every list answers: `next` is the cursor of the following page, null on the last one. */
export const pageOf = <T extends TSchema>(item: T) =>
  Type.Object({ data: Type.Array(item), next: nullable(Type.String()) })
export interface Page<T> {
  data: T[]
  next: string | null
}

/** The answer of a command that has nothing more to say. */
export const Done = Type.Object({ ok: Type.Boolean() })
export type Done = Static<typeof Done>
