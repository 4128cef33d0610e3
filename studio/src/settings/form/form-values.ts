import type { SchemaField } from './schema-fields.ts'
import { groupsOf, isOpen, type Values } from './schema-groups.ts'

/** The form's first values: what is saved, else what the plugin assumes. Secrets start empty: nobody is ever told them. */
export function valuesOf(fields: readonly SchemaField[], saved: Record<string, unknown>): Values {
  const switches = groupsOf(fields).filter(({ mode }) => mode === 'switch')
  return Object.fromEntries([
    ...switches.map(({ name }) => [name, at(saved, name) !== undefined] as const),
    ...fields.map((field): [string, string | boolean] => {
      const value = at(saved, field.name) ?? field.preset
      if (field.kind === 'secret') return [field.name, '']
      if (field.kind === 'switch') return [field.name, value === true]
      if (field.kind === 'list') return [field.name, Array.isArray(value) ? value.join('\n') : '']
      return [field.name, value === undefined || value === null ? '' : String(value)]
    }),
  ])
}

/**
 * The settings to send. What is empty is left out, or removed (null) where something was saved;
 * a secret left alone is not sent and so stays. A group that is not to be seen is not sent; one that was switched off is
 * removed whole.
 */
export function settingsOf(
  fields: readonly SchemaField[],
  values: Values,
  saved: Record<string, unknown>,
): Record<string, unknown> {
  const settings: Record<string, unknown> = {}
  for (const { name, mode } of groupsOf(fields)) {
    if (mode !== 'switch') continue
    if (values[name] === true) settings[name] = {}
    else if (at(saved, name) !== undefined) settings[name] = null
  }
  for (const field of fields) {
    if (field.group && !isOpen(field.group, values)) continue
    const value = typed(field, values[field.name])
    if (value !== undefined && !isIdlePreset(field, fields, value, saved, values)) put(settings, field.name, value)
    else if (field.kind !== 'secret' && at(saved, field.name) !== undefined) put(settings, field.name, null)
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

// A group nobody touched is not begun by its presets alone: a drawer left closed would then ask for what it needs. A new
// inbox does want to be told what is missing of the groups it shows.
function isIdlePreset(
  field: SchemaField,
  fields: readonly SchemaField[],
  value: unknown,
  saved: Record<string, unknown>,
  values: Values,
): boolean {
  const { group } = field
  if (!group || group.mode === 'switch' || at(saved, group.name) !== undefined || value !== field.preset) return false
  if (group.mode === 'shown' && Object.keys(saved).length === 0) return false
  const others = fields.filter((other) => other.group?.name === group.name)
  return others.every((other) => {
    const given = typed(other, values[other.name])
    return given === undefined || given === other.preset || given === false
  })
}

/** What stands at a dotted name. */
export const at = (from: Record<string, unknown>, name: string): unknown =>
  name.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], from)

function put(into: Record<string, unknown>, name: string, value: unknown): void {
  const [first = '', ...rest] = name.split('.')
  if (rest.length === 0) into[first] = value
  else {
    into[first] ??= {}
    put(into[first] as Record<string, unknown>, rest.join('.'), value)
  }
}
