import type { FieldGroup, SchemaField } from './schema-fields.ts'

/** What the controls of a form hold: text, or a switch's state; a group that is switched has one too, under its own name. Lists are one line an item. */
export type Values = Record<string, string | boolean>

/** The groups of a form, each once, in the schema's order. */
export const groupsOf = (fields: readonly SchemaField[]): FieldGroup[] => [
  ...new Map(fields.flatMap(({ group }) => (group ? [[group.name, group] as const] : []))).values(),
]

/** Groups in the order a person meets them: what an answer above decided, what else stands open, switches, drawers. */
export const inReadingOrder = (groups: readonly FieldGroup[]): FieldGroup[] => {
  const switched = new Set(groups.filter(({ mode }) => mode === 'switch').map(({ name }) => name))
  const rank = ({ mode, when }: FieldGroup) =>
    mode === 'fold' ? 3 : mode === 'switch' ? 2 : when && !switched.has(when.field) ? 0 : 1
  return groups.toSorted((one, other) => rank(one) - rank(other))
}

/** Whether a group belongs in the form as it is filled in now. */
export const isThere = ({ when }: FieldGroup, values: Values): boolean =>
  !when || when.values.includes(String(values[when.field] ?? false))

/** Whether the fields of a group are to be seen and sent. */
export const isOpen = (group: FieldGroup, values: Values): boolean =>
  isThere(group, values) && (group.mode !== 'switch' || values[group.name] === true)

/** The fields other groups wait for: they must be seen for the form to make sense. */
export const deciders = (fields: readonly SchemaField[]): Set<string> =>
  new Set(groupsOf(fields).flatMap(({ when }) => (when ? [when.field] : [])))
