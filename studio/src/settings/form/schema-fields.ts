import type { Locale } from '../../lib/locale.ts'

type Words = Partial<Record<Locale, string>>

/** One field of a form, read from a plugin's settings schema. */
export interface SchemaField {
  /** Dotted inside a group: `imap.host`. */
  name: string
  /** The group it stands in; absent for fields of the form itself. */
  group?: FieldGroup | undefined
  kind: 'text' | 'multiline' | 'secret' | 'choice' | 'switch' | 'number' | 'list' | 'colour' | 'inbox'
  label: string
  help?: string | undefined
  required: boolean
  choices?: { value: string; label: string }[] | undefined
  /** What the channels' names begin with whose inboxes may be chosen. */
  inboxOf?: string | undefined
  placeholder?: string | undefined
  /** What the plugin assumes when the field is left out. */
  preset?: unknown
  /** Fields that take the same text while nobody wrote something else there. */
  fills?: readonly string[] | undefined
}

/** Fields that stand together, with their words and how the form opens them. */
export interface FieldGroup {
  name: string
  label: string
  help?: string | undefined
  /** `shown` stands open, `switch` is turned on by a person, `fold` is a drawer of things that all have a default. */
  mode: 'shown' | 'switch' | 'fold'
  /** Stands there only while another field has one of these values. */
  when?: { field: string; values: readonly string[] } | undefined
}

interface Property {
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Property[]
  pattern?: string
  title?: string
  description?: string
  default?: unknown
  examples?: unknown[]
  writeOnly?: boolean
  'x-text'?: { title?: Words; help?: Words }
  'x-choices'?: Record<string, Words>
  'x-multiline'?: boolean
  'x-inbox'?: string
  'x-fills'?: string[]
  'x-shown'?: true | Record<string, string[]>
  required?: string[]
  properties?: Record<string, Property>
}

/** Turns a plugin's JSON Schema into the fields of a form, in the schema's order. Any JSON Schema object will do; `x-text` only makes it kinder. */
export function fieldsOf(schema: unknown, locale: Locale): SchemaField[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, Property>
    required?: string[]
  }
  return Object.entries(properties).flatMap(([name, property]) => {
    const isRequired = required.includes(name) && property.default === undefined
    return property.type === 'object' && property.properties
      ? groupFields(name, property, isRequired, locale)
      : [fieldOf(name, property, isRequired, locale)]
  })
}

const groupFields = (name: string, property: Property, isRequired: boolean, locale: Locale): SchemaField[] => {
  const words = property['x-text']
  const fields = fieldsOf(property, locale)
  const shown = property['x-shown']
  const [when] = typeof shown === 'object' ? Object.entries(shown) : []
  const group: FieldGroup = {
    name,
    label: said(words?.title, locale) ?? property.title ?? name,
    help: said(words?.help, locale) ?? property.description,
    // What asks for nothing has no need of a switch: it may be looked into, or not.
    mode: isRequired || shown ? 'shown' : fields.some((field) => field.required) ? 'switch' : 'fold',
    when: when && { field: when[0], values: when[1] },
  }
  return fields.map((field) => ({ ...field, name: `${name}.${field.name}`, group }))
}

const fieldOf = (name: string, property: Property, required: boolean, locale: Locale): SchemaField => {
  const words = property['x-text']
  const kind = kindOf(property)
  const example = property.examples?.[0] ?? (kind === 'secret' ? undefined : property.default)
  return {
    name,
    kind,
    label: said(words?.title, locale) ?? property.title ?? name,
    help: said(words?.help, locale) ?? property.description,
    required,
    choices: kind === 'choice' || kind === 'inbox' ? choicesOf(property, locale) : undefined,
    inboxOf: property['x-inbox'],
    placeholder: typeof example === 'string' || typeof example === 'number' ? String(example) : undefined,
    preset: property.default,
    fills: property['x-fills'],
  }
}

function kindOf(property: Property): SchemaField['kind'] {
  const type = [property.type].flat().find((one) => one !== 'null')
  if (property.writeOnly) return 'secret'
  if (property['x-inbox']) return 'inbox'
  if (valuesOf(property).length > 0) return 'choice'
  if (type === 'boolean') return 'switch'
  if (type === 'number' || type === 'integer') return 'number'
  if (type === 'array') return 'list'
  if (property['x-multiline']) return 'multiline'
  return property.pattern?.startsWith('^#[0-9a-f') ? 'colour' : 'text'
}

// `enum`, or the `anyOf` of constants that TypeBox and zod write for a union of literals.
const valuesOf = (property: Property): unknown[] =>
  property.enum ??
  (property.anyOf?.every((one) => one.const !== undefined) ? property.anyOf.map((one) => one.const) : [])

const choicesOf = (property: Property, locale: Locale) =>
  (property['x-inbox'] ? Object.keys(property['x-choices'] ?? {}) : valuesOf(property)).map((value) => ({
    value: String(value),
    label: said(property['x-choices']?.[String(value)], locale) ?? String(value),
  }))

const said = (words: Words | undefined, locale: Locale) => words?.[locale] ?? words?.['pt-BR'] ?? words?.en
