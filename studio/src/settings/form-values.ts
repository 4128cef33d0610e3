import type { SchemaField } from './schema-fields.ts'

/** What the controls of a form hold: text, or a switch's state. Lists are one line an item. */
export type Values = Record<string, string | boolean>

/** The form's first values: what is saved, else what the plugin assumes. Secrets start empty: nobody is ever told them. */
export function valuesOf(fields: readonly SchemaField[], saved: Record<string, unknown>): Values {
  return Object.fromEntries(
    fields.map((field) => {
      const value = saved[field.name] ?? field.preset
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
    if (value !== undefined) settings[field.name] = value
    else if (field.kind === 'secret' ? forgotten.has(field.name) : saved[field.name] !== undefined)
      settings[field.name] = null
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
