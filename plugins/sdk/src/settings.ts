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
  /** Fields the form fills with the same text while nobody wrote something else there: `['imap.user', 'smtp.user']`. */
  fills?: readonly string[]
}

/** A line of text in an inbox's settings. */
export const text = (options: TextOptions): TString => {
  const { title, help, wrong, multiline, fills, ...rest } = options
  return Type.String({
    minLength: 1,
    ...rest,
    'x-text': words({ title, help, wrong }),
    ...(multiline && { 'x-multiline': true }),
    ...(fills && { 'x-fills': fills }),
  })
}

/** A value the host seals, never returns and never logs; the form only says that it is saved. */
export const secret = (options: TextOptions): TString => {
  const { title, help, wrong, multiline: _, fills, ...rest } = options
  const made = { minLength: 1, ...rest, writeOnly: true, 'x-text': words({ title, help, wrong }) }
  return Type.String(fills ? { ...made, 'x-fills': fills } : made)
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

export interface GroupOptions extends Pick<FieldText, 'title' | 'help'> {
  /**
   * Shows an optional group in the form as if it were required: always, or while another field has one of these values
   * (a toggle, or the switch of another optional group, has `true` or `false`). Without it, people switch the group on.
   */
  shown?: true | { [field: string]: readonly string[] }
}

/** Fields that belong together, such as a server's; named with a dot from outside: `imap.password`. */
export const group = <const P extends Record<string, TSchema>>(fields: P, { title, help, shown }: GroupOptions) =>
  Type.Object(fields, {
    additionalProperties: false,
    'x-text': words({ title, help, wrong: undefined }),
    ...(shown && { 'x-shown': shown }),
  })

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

/** The names of the fields the host must seal, dotted inside a group. */
export const secretFields = (schema: TSchema): string[] =>
  fieldsOf(schema).flatMap(([name, field]) => {
    if (isGroup(field)) return secretFields(field as unknown as TSchema).map((inner) => `${name}.${inner}`)
    return field.writeOnly === true ? [name] : []
  })

/** A copy of the settings that may leave the host: every secret field is left out. */
export const withoutSecrets = <V extends object>(schema: TSchema, value: V): Partial<V> =>
  split(schema, value).open as Partial<V>

/** The settings in two: what may be read and what is sealed, each with its groups. */
export const split = (schema: TSchema, value: object): { open: object; sealed: object } => {
  const [open, sealed]: [Record<string, unknown>, Record<string, unknown>] = [{}, {}]
  const fields = new Map(fieldsOf(schema))
  for (const [name, inner] of Object.entries(value)) {
    const field = fields.get(name)
    if (field?.writeOnly === true) sealed[name] = inner
    else if (field && isGroup(field) && isRecord(inner)) {
      const parts = split(field as unknown as TSchema, inner)
      open[name] = parts.open
      if (Object.keys(parts.sealed).length > 0) sealed[name] = parts.sealed
    } else open[name] = inner
  }
  return { open, sealed }
}

/**
 * Lays settings over others, group by group: what is absent stays, `null` removes a field or a whole group.
 * A group left without any field is gone.
 */
export const layered = (schema: TSchema, below: object, above: object): Record<string, unknown> => {
  const merged: Record<string, unknown> = { ...below }
  const fields = new Map(fieldsOf(schema))
  for (const [name, value] of Object.entries(above)) {
    const field = fields.get(name)
    if (value === null) delete merged[name]
    else if (field && isGroup(field) && isRecord(value)) {
      const group = layered(field as unknown as TSchema, isRecord(merged[name]) ? merged[name] : {}, value)
      if (Object.keys(group).length > 0) merged[name] = group
      else delete merged[name]
    } else merged[name] = value
  }
  return merged
}

/** The names of the values that are there, dotted inside groups. */
export const namesIn = (value: object): string[] =>
  Object.entries(value).flatMap(([name, inner]) =>
    isRecord(inner) ? namesIn(inner).map((one) => `${name}.${one}`) : [name],
  )

/** A copy of the settings with each missing field's default filled in; a group that is not there stays away. */
export const withDefaults = (schema: TSchema, value: object): Record<string, unknown> => {
  const filled: Record<string, unknown> = { ...value }
  for (const [name, field] of fieldsOf(schema)) {
    const given = filled[name]
    if (isGroup(field) && isRecord(given)) filled[name] = withDefaults(field as unknown as TSchema, given)
    else if (given === undefined && field.default !== undefined) filled[name] = structuredClone(field.default)
  }
  return filled
}

const isGroup = (field: Record<string, unknown>): boolean => field.type === 'object' && isRecord(field.properties)
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Says what keeps a schema from being a plugin's settings: not an object, or a field without its words. */
export const schemaProblems = (schema: TSchema): string[] => {
  if ((schema as unknown as { type?: unknown } | undefined)?.type !== 'object')
    return ['settings must be an object schema: settings({ … })']
  return fieldsOf(schema).flatMap(([name, field]): string[] => {
    const inner = isGroup(field)
      ? schemaProblems(field as unknown as TSchema).map((one) => one.replace('settings.', `settings.${name}.`))
      : []
    const title = (field['x-text'] as { title?: Partial<Text> } | undefined)?.title
    const missing = locales.filter((locale) => !title?.[locale])
    return missing.length > 0 ? [`settings.${name} has no x-text title in ${missing.join(', ')}`, ...inner] : inner
  })
}
