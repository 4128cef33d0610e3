import type { TSchema } from 'typebox'
import { locales, type Text } from './words.ts'

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
