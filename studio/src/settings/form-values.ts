import type { SchemaField } from './schema-fields.ts'

/** What the controls of a form hold: text, or a switch's state. Lists are one line an item. */
export type Values = Record<string, string | boolean>

/** The form's first values: what is saved, else what the plugin assumes. Secrets start empty: nobody is ever told them. */
export function valuesOf(fields: readonly SchemaField[], saved: Record<string, unknown>): Values {
  return Object.fromEntries(
    fields.map((field) => {
      const value = at(saved, field.name) ?? field.preset
      if (field.kind === 'secret') return [field.name, '']
      if (field.kind === 'switch') return [field.name, value === true]
      if (field.kind === 'list') return [field.name, Array.isArray(value) ? value.join('\n') : '']
      return [field.name, value === undefined || value === null ? '' : String(value)]
    }),
  )
}

/**
 * The settings to send. What is empty is left out, or removed (null) where something was saved;
 * a secret left alone is not sent and so stays; `forgotten` names the secrets to remove.
 */
export function settingsOf(
  fields: readonly SchemaField[],
  values: Values,
  saved: Record<string, unknown>,
  forgotten: ReadonlySet<string> = new Set(),
): Record<string, unknown> {
  const settings: Record<string, unknown> = {}
  for (const field of fields) {
    const value = typed(field, values[field.name])
    if (value !== undefined && !isIdlePreset(field, fields, value, saved, values)) put(settings, field.name, value)
    else if (field.kind === 'secret' ? forgotten.has(field.name) : at(saved, field.name) !== undefined)
      put(settings, field.name, null)
  }
  return settings
}

// What is no number is sent as it was written: the server names the field and says what it expects.
function typed(field: SchemaField, value: string | boolean | undefined): unknown {
  if (typeof value === 'boolean') return value
  const text = field.kind === 'secret' ? (value ?? '') : (value ?? '').trim()
  if (field.kind === 'list')
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean)
  if (text.trim() === '') return undefined
  const number = Number(text.replace(',', '.'))
  return field.kind === 'number' && Number.isFinite(number) ? number : text
}

// A group nobody touched is not begun by its presets alone: an optional mail server would then ask for its host.
function isIdlePreset(
  field: SchemaField,
  fields: readonly SchemaField[],
  value: unknown,
  saved: Record<string, unknown>,
  values: Values,
): boolean {
  if (!field.group || at(saved, field.group.name) !== undefined || value !== field.preset) return false
  const others = fields.filter((other) => other.group?.name === field.group?.name)
  return others.every((other) => {
    const given = typed(other, values[other.name])
    return given === undefined || given === other.preset || given === false
  })
}

const at = (from: Record<string, unknown>, name: string): unknown =>
  name.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], from)

function put(into: Record<string, unknown>, name: string, value: unknown): void {
  const [first = '', ...rest] = name.split('.')
  if (rest.length === 0) into[first] = value
  else {
    into[first] ??= {}
    put(into[first] as Record<string, unknown>, rest.join('.'), value)
  }
}
