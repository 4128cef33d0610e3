import { Rejected, type TemplatePart } from '@faladesk/plugin-sdk'
import type { Json } from '../read.ts'
import type { Piece } from './piece.ts'

/**
 * A template with its variables placed by their names: `1`, `2` or `first_name` in the body, `header.1` in the header,
 * `header.image`, `header.video` or `header.document` as an address, `button.0.url`, `button.0.code` or `button.0.payload`.
 */
export const templatePiece = ({ ref, language, variables = {} }: TemplatePart): Piece => {
  if (ref.trim() === '') throw new Rejected('The template has no name', '132001')
  for (const [name, value] of Object.entries(variables)) check(name, value)
  const components = componentsOf(variables)
  return {
    type: 'template',
    template: {
      name: ref,
      language: { policy: 'deterministic', code: language ?? 'pt_BR' },
      ...(components.length > 0 && { components }),
    },
  }
}

// WhatsApp refuses these with 132xxx after the fact; saying so before costs nothing.
const check = (name: string, value: string) => {
  if (value.trim() === '' || /[\n\r\t]| {5,}/.test(value))
    throw new Rejected(`Template variable ${name} is empty or has line breaks or many spaces`, '132012')
}

const componentsOf = (variables: Record<string, string>): Json[] => {
  const [header, body, buttons]: [Json[], Json[], Json[]] = [[], [], []]
  const entries = Object.entries(variables).sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
  for (const [name, value] of entries) {
    const button = /^button\.(\d)\.(url|code|payload)$/.exec(name)
    const media = /^header\.(image|video|document)$/.exec(name)
    if (button) buttons.push(buttonOf(button[1] as string, button[2] as keyof typeof buttonKinds, value))
    else if (media) header.push({ type: media[1], [media[1] as string]: { link: value } })
    else if (name.startsWith('header.')) header.push(textOf(name.slice('header.'.length), value))
    else body.push(textOf(name, value))
  }
  return [
    ...(header.length > 0 ? [{ type: 'header', parameters: header }] : []),
    ...(body.length > 0 ? [{ type: 'body', parameters: body }] : []),
    ...buttons,
  ]
}

const textOf = (name: string, text: string): Json =>
  /^\d+$/.test(name) ? { type: 'text', text } : { type: 'text', parameter_name: name, text }

const buttonKinds = {
  url: ['url', 'text', 'text'],
  code: ['copy_code', 'coupon_code', 'coupon_code'],
  payload: ['quick_reply', 'payload', 'payload'],
} as const

const buttonOf = (index: string, kind: keyof typeof buttonKinds, value: string): Json => {
  const [subType, type, member] = buttonKinds[kind]
  return { type: 'button', sub_type: subType, index, parameters: [{ type, [member]: value }] }
}
