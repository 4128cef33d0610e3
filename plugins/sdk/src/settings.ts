import { type TSchema, type TString, Type } from 'typebox'
import { locales, type Text } from './words.ts'

/** What a person reads beside a field: its name, a help sentence, and what to say when the value has the wrong form. */
export interface FieldText {
  title: Text
  help?: Text
  wrong?: Text
}

export interface TextOptions extends FieldText {
  default?: string
  pattern?: string
  format?: string
  minLength?: number
  maxLength?: number
  examples?: string[]
  /** Several lines in the form. */
  multiline?: boolean
}

/** A line of text in an inbox's settings. */
export const text = (options: TextOptions): TString => {
  const { title, help, wrong, multiline, ...rest } = options
  return Type.String({
    minLength: 1,
    ...rest,
    'x-text': words({ title, help, wrong }),
    ...(multiline && { 'x-multiline': true }),
  })
}

/** A value the host seals, never returns and never logs; the form only says that it is saved. */
export const secret = (options: TextOptions): TString => {
  const { title, help, wrong, multiline: _, ...rest } = options
  return Type.String({ minLength: 1, ...rest, writeOnly: true, 'x-text': words({ title, help, wrong }) })
}

/** A whole or decimal number. */
export const number = (
  options: FieldText & { default?: number; minimum?: number; maximum?: number; integer?: boolean },
) => {
  const { title, help, wrong, integer, ...rest } = options
  const made = { ...rest, 'x-text': words({ title, help, wrong }) }
  return integer ? Type.Integer(made) : Type.Number(made)
}

/** An on/off switch. */
export const toggle = (options: FieldText & { default?: boolean }) => {
  const { title, help, wrong, ...rest } = options
  return Type.Boolean({ ...rest, 'x-text': words({ title, help, wrong }) })
}

/** One of a few values, each with its label. */
export const choice = <const V extends string>(
  values: Record<V, Text>,
  options: FieldText & { default?: NoInfer<V> },
) => {
  const { title, help, wrong, ...rest } = options
  const keys = Object.keys(values) as V[]
  return Type.Unsafe<V>({
    type: 'string',
    enum: keys,
    ...rest,
    'x-text': words({ title, help, wrong }),
    'x-choices': values,
  })
}

/** A list of lines, such as allowed addresses. */
export const list = (
  options: FieldText & { default?: string[]; maxItems?: number; item?: { pattern?: string; maxLength?: number } },
) => {
  const { title, help, wrong, item, ...rest } = options
  return Type.Array(Type.String({ minLength: 1, ...item }), { ...rest, 'x-text': words({ title, help, wrong }) })
}

/** A field that may be left out. */
export const optional = Type.Optional

/** The settings of one plugin: known fields only, in the order the form shows them. */
export const settings = <const P extends Record<string, TSchema>>(fields: P) =>
  Type.Object(fields, { additionalProperties: false })

const words = ({ title, help, wrong }: { title: Text; help: Text | undefined; wrong: Text | undefined }) => ({
  title,
  ...(help && { help }),
  ...(wrong && { wrong }),
})

/** Reads the fields of a settings schema, each with its JSON Schema. */
export const fieldsOf = (schema: TSchema): [name: string, field: Record<string, unknown>][] =>
  Object.entries((schema as unknown as { properties?: Record<string, Record<string, unknown>> }).properties ?? {})

/** The names of the fields the host must seal. */
export const secretFields = (schema: TSchema): string[] =>
  fieldsOf(schema).flatMap(([name, field]) => (field.writeOnly === true ? [name] : []))

/** A copy of the settings that may leave the host: every secret field is left out. */
export const withoutSecrets = <V extends object>(schema: TSchema, value: V): Partial<V> => {
  const hidden = new Set(secretFields(schema))
  return Object.fromEntries(Object.entries(value).filter(([name]) => !hidden.has(name))) as Partial<V>
}

/** A copy of the settings with each missing field's default filled in. */
export const withDefaults = (schema: TSchema, value: object): Record<string, unknown> => {
  const filled: Record<string, unknown> = { ...value }
  for (const [name, field] of fieldsOf(schema))
    if (filled[name] === undefined && field.default !== undefined) filled[name] = structuredClone(field.default)
  return filled
}

/** Says what keeps a schema from being a plugin's settings: not an object, or a field without its words. */
export const schemaProblems = (schema: TSchema): string[] => {
  if ((schema as unknown as { type?: unknown } | undefined)?.type !== 'object')
    return ['settings must be an object schema: settings({ … })']
  return fieldsOf(schema).flatMap(([name, field]) => {
    const title = (field['x-text'] as { title?: Partial<Text> } | undefined)?.title
    const missing = locales.filter((locale) => !title?.[locale])
    return missing.length > 0 ? [`settings.${name} has no x-text title in ${missing.join(', ')}`] : []
  })
}
