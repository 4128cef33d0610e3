import type { Template } from '@faladesk/plugin-sdk'
import { type Json, list, record, text } from '../read.ts'

/** Reads one template as Meta's and 360dialog's lists write it; null when it has no name or language. */
export const templateOf = (value: unknown): Template | null => {
  const template = record(value)
  const [name, language] = [text(template?.name), text(template?.language)]
  if (!template || !name || !language) return null
  const components = list(template.components).flatMap((one): Json[] => [record(one) ?? {}])
  const body = components.find((one) => kindOf(one) === 'body')
  return {
    ref: name,
    name,
    language,
    category: (text(template.category) ?? 'utility').toLowerCase(),
    status: states[(text(template.status) ?? '').toLowerCase()] ?? text(template.status)?.toLowerCase() ?? 'pending',
    body: text(body?.text) ?? '',
    variables: components.flatMap(variablesOf),
  }
}

const states: Record<string, Template['status']> = {
  approved: 'approved',
  pending: 'pending',
  submitted: 'pending',
  in_appeal: 'pending',
  rejected: 'rejected',
  paused: 'paused',
  disabled: 'rejected',
}

const kindOf = (component: Json) => (text(component.type) ?? '').toLowerCase()

// The names under which the variables are filled in again: see templatePiece.
const variablesOf = (component: Json): string[] => {
  switch (kindOf(component)) {
    case 'body':
      return placeholders(text(component.text))
    case 'header': {
      const format = (text(component.format) ?? 'text').toLowerCase()
      if (['image', 'video', 'document'].includes(format)) return [`header.${format}`]
      return placeholders(text(component.text)).map((name) => `header.${name}`)
    }
    case 'buttons':
      return list(component.buttons).flatMap((one, index) => buttonVariables(record(one) ?? {}, index))
    default:
      return []
  }
}

const buttonVariables = (button: Json, index: number): string[] => {
  const type = (text(button.type) ?? '').toLowerCase()
  if (type === 'copy_code') return [`button.${index}.code`]
  if (type === 'otp') return [`button.${index}.url`]
  return type === 'url' && placeholders(text(button.url)).length > 0 ? [`button.${index}.url`] : []
}

const placeholders = (written = ''): string[] => {
  const names = [...written.matchAll(/\{\{\s*([A-Za-z0-9_]{1,60})\s*\}\}/g)].map(([, name]) => name as string)
  return [...new Set(names)].sort((a, b) => (/^\d+$/.test(a) && /^\d+$/.test(b) ? Number(a) - Number(b) : 0))
}
