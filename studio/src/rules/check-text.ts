import { type Locale, validateDocument } from '@faladesk/rules'
import { ourCatalogue } from '../lib/catalogue.ts'
import { type Span, spanOf } from './json-positions.ts'

/** Something to show in the editor. `severity` error: it cannot be saved; warning: look at it again. */
export interface Finding {
  severity: 'error' | 'warning'
  message: string
  pointer: string
  span: Span
}

/** What an editor's text is: not JSON (Monaco says where), or a value with what is wrong in it. */
export type Checked = { json: false } | { json: true; value: unknown; findings: readonly Finding[] }

/** Reads the text of a rule document and says in words, each at its place, what keeps it from being saved. */
export function checkText(text: string, locale: Locale): Checked {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { json: false }
  }
  const checked = validateDocument(value, { locale, catalogue: ourCatalogue() })
  const severity = checked.ok ? 'warning' : 'error'
  const problems = checked.ok ? checked.warnings : checked.problems
  return { json: true, value, findings: place(text, severity, problems) }
}

/** Gives problems their places in a text. */
export const place = (
  text: string,
  severity: Finding['severity'],
  problems: readonly { pointer: string; message: string }[],
): Finding[] =>
  problems.map(({ pointer, message }) => ({
    severity,
    message,
    pointer,
    span: spanOf(text, pointer) ?? { start: 0, end: 1 },
  }))
