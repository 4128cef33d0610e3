import type { SchemaField } from './schema-fields.ts'

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
