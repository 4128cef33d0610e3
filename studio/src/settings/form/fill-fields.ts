import type { Channel } from '@faladesk/core/contract'
import { at } from './form-values.ts'
import type { SchemaField } from './schema-fields.ts'
import type { Values } from './schema-groups.ts'

type Preset = Channel['presets'][number]

/** The values after a person wrote in one field: fields it lends its text to follow while nobody wrote something else there. */
export function withTyped(
  fields: readonly SchemaField[],
  presets: readonly Preset[],
  values: Values,
  name: string,
  next: string | boolean,
): Values {
  const changed = { ...values, [name]: next }
  const field = fields.find((one) => one.name === name)
  for (const target of field?.fills ?? [])
    if ((values[target] ?? '') === (values[name] ?? '') && fields.some((one) => one.name === target))
      changed[target] = next
  const known = typeof next === 'string' ? presetOfAddress(presets, next) : undefined
  return known && !isBegun(fields, presets, values) ? withPreset(fields, known, changed) : changed
}

/** The values with a provider's servers filled in; what it says nothing of stays. */
export function withPreset(fields: readonly SchemaField[], preset: Preset, values: Values): Values {
  const filled = { ...values }
  for (const field of fields) {
    const value = at(preset.settings, field.name)
    if (value !== undefined && field.kind !== 'secret')
      filled[field.name] = typeof value === 'boolean' ? value : String(value)
  }
  return filled
}

/** The provider whose servers are filled in, if they are those of one. */
export const presetIn = (fields: readonly SchemaField[], presets: readonly Preset[], values: Values) =>
  presets.find((preset) => {
    const filled = withPreset(fields, preset, values)
    return fields.every(({ name }) => filled[name] === values[name])
  })

const presetOfAddress = (presets: readonly Preset[], text: string) => {
  const domain = /^[^\s@]+@([^\s@]+)$/.exec(text.trim().toLowerCase())?.[1]
  return domain ? presets.find(({ domains }) => domains.includes(domain)) : undefined
}

// Servers somebody wrote, or chose, are not overwritten by an address.
const isBegun = (fields: readonly SchemaField[], presets: readonly Preset[], values: Values) =>
  fields.some(
    (field) =>
      field.kind === 'text' &&
      field.group &&
      values[field.name] &&
      presets.some((preset) => at(preset.settings, field.name) !== undefined),
  )
