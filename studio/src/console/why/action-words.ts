import { ACTIONS, type Locale } from '@faladesk/rules'
import type { Receipt } from './decisions.ts'

const longest = 120
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What was done, as a short line: "Etiquetar: boleto". Ids mean nothing to people and are left out. */
export function actionSentence(receipt: Receipt, locale: Locale, own: Record<string, string>): string {
  const { action, rule: _rule, ok: _ok, reason: _reason, ...details } = receipt
  const label = own[action] ?? ACTIONS.find((known) => known.type === action)?.label[locale] ?? action
  const said = Object.values(details).flatMap(saySome)
  return said.length === 0 ? label : `${label}: ${said.join(', ')}`
}

function saySome(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(saySome)
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)]
  if (typeof value !== 'string' || uuid.test(value)) return []
  const short = value.length > longest ? `${value.slice(0, longest - 1)}…` : value
  return [/\s/.test(short) ? `“${short}”` : short]
}
