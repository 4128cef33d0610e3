import { type TSchema, type TString, Type } from 'typebox'
import type { Text } from './words.ts'

/** What a person reads beside a field: its name, a help sentence, and what to say when the value has the wrong form. */
export interface FieldText {
  title: Text
  help?: Text
  wrong?: Text
}

/** What a line of text may be told. */
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

/** A group’s words, and when the form shows it. */
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
