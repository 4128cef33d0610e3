import type { OutboundPart } from '@faladesk/plugin-sdk'
import { expect, test } from 'vitest'
import { piecesOf } from '../src/outbound/pieces.ts'
import { wrongIn } from './fake-rules.ts'

const buttons = (count: number, title = 'Botão', id = 'id'): OutboundPart => ({
  k: 'buttons',
  text: 'Resolveu?',
  buttons: Array.from({ length: count }, (_, n) => ({ id: `${id}${n}`, title: `${n} ${title}` })),
})
const rows = (count: number, title = 'Linha', description = ''): OutboundPart => ({
  k: 'list',
  text: 'Escolha',
  button: 'Ver opções',
  rows: Array.from({ length: count }, (_, n) => ({ id: `r${n}`, title: `${n} ${title}`, description })),
})
const accepted = (...content: OutboundPart[]) => {
  const pieces = piecesOf(content)
  for (const piece of pieces)
    expect(wrongIn({ messaging_product: 'whatsapp', to: '5511987650001', ...piece })).toBeUndefined()
  return pieces
}

test('edge 32: buttons and rows over a limit are shortened or refused before anything is sent', () => {
  expect(accepted(buttons(3, 'x'.repeat(60)))).toMatchObject([
    { interactive: { action: { buttons: [{ reply: { title: `0 ${'x'.repeat(17)}…` } }, {}, {}] } } },
  ])
  const [list] = accepted(rows(10, 'y'.repeat(60), 'z'.repeat(200)))
  expect(list).toHaveProperty('interactive.action.sections.0.rows.9', {
    id: 'r9',
    title: `9 ${'y'.repeat(21)}…`,
    description: `${'z'.repeat(71)}…`,
  })
  for (const part of [buttons(4), buttons(0), rows(11), rows(0), buttons(1, 'x', 'i'.repeat(300))])
    expect(() => piecesOf([part])).toThrow(/\w/)
  expect(() => piecesOf([{ k: 'buttons', text: ' ', buttons: [{ id: 'a', title: 'b' }] }])).toThrow('needs a text')
  expect(() => piecesOf([{ k: 'buttons', text: 'a?', buttons: [{ id: 'a', title: ' ' }] }])).toThrow('title')
  // Two that differ only beyond the limit would look the same.
  const twins = ['A', 'B'].map((end, n) => ({ id: String(n), title: `${'igual '.repeat(5)}${end}` }))
  expect(() => piecesOf([{ k: 'buttons', text: 'a?', buttons: twins }])).toThrow('same')
})

test('a title is never cut inside an emoji', () => {
  const [piece] = accepted({
    k: 'buttons',
    text: 'a?',
    buttons: [{ id: '1', title: `família inteira ${'👨‍👩‍👧‍👦'.repeat(2)}` }],
  })
  expect(JSON.stringify(piece)).toContain('família inteira…')
})

test('a long question goes out as text, and its end carries the choices', () => {
  const text = Array.from({ length: 60 }, (_, n) => `Parágrafo ${n} com algumas palavras a mais.`).join('\n\n')
  const pieces = accepted({ k: 'buttons', text, buttons: [{ id: 'a', title: 'Sim' }] })
  expect(pieces.map(({ type }) => type)).toEqual(['text', 'interactive'])
  const said = pieces.map(
    (piece) =>
      (piece.text as { body: string } | undefined)?.body ?? (piece.interactive as { body: { text: string } }).body.text,
  )
  expect(said.join('\n\n')).toBe(text)
})

test.each([
  [4096, 1],
  [4097, 2],
])('a text of %i characters is %i message(s), and nothing of it is lost', (length, count) => {
  const text = 'palavra '
    .repeat(600)
    .slice(0, length - 1)
    .concat('.')
  const pieces = accepted({ k: 'text', text })
  expect(pieces).toHaveLength(count)
  expect(
    pieces
      .map((piece) => (piece.text as { body: string }).body)
      .join(' ')
      .replace(/\s+/g, ''),
  ).toBe(text.replace(/\s+/g, ''))
})

test('edge 20: several files go out one a message, with captions where WhatsApp carries them', () => {
  const media = (mime: string, more: object = {}) => ({
    k: 'media' as const,
    media: { mime, url: 'https://cdn.example/a', ...more },
  })
  const pieces = accepted(
    { ...media('image/png'), caption: 'a foto' },
    { ...media('audio/ogg; codecs=opus'), caption: 'ouça' },
    { ...media('application/pdf', { filename: 'nota.pdf' }), caption: 'a nota' },
    { ...media('video/mp4'), caption: 'c'.repeat(1025) },
    media('image/webp', { size: 90_000 }),
    media('image/png', { size: 6 * 1024 * 1024 }),
    media('application/x-coisa'),
  )
  expect(pieces).toMatchObject([
    { type: 'image', image: { link: 'https://cdn.example/a', caption: 'a foto' } },
    { type: 'audio', audio: { link: 'https://cdn.example/a' } },
    { type: 'text', text: { body: 'ouça' } },
    { type: 'document', document: { filename: 'nota.pdf', caption: 'a nota' } },
    { type: 'video' },
    { type: 'text', text: { body: 'c'.repeat(1025) } },
    { type: 'sticker' },
    { type: 'document' },
    { type: 'document' },
  ])
  expect(() => piecesOf([media('application/pdf', { size: 101 * 1024 * 1024 })])).toThrow('100 MB')
  expect(() => piecesOf([{ k: 'media', media: { mime: 'image/png' } }])).toThrow('address')
})

test('a place and a card are written in Meta’s form', () => {
  expect(
    accepted(
      { k: 'location', lat: -23.5, lng: -46.6, name: 'Loja' },
      { k: 'contact', vcard: { name: { formatted_name: 'Maria' }, phones: [{ phone: '+55 11 98765-0002' }] } },
    ),
  ).toEqual([
    { type: 'location', location: { latitude: -23.5, longitude: -46.6, name: 'Loja' } },
    {
      type: 'contacts',
      contacts: [{ name: { formatted_name: 'Maria', first_name: 'Maria' }, phones: [{ phone: '+55 11 98765-0002' }] }],
    },
  ])
  expect(() => piecesOf([{ k: 'contact', vcard: {} }])).toThrow('name')
  expect(() => piecesOf([{ k: 'location', lat: 200, lng: 0 }])).toThrow('earth')
})

test('a template’s variables go to their places', () => {
  const variables = {
    '2': 'amanhã',
    '1': 'Maria',
    '10': 'dez',
    'header.image': 'https://cdn.example/a.png',
    'button.0.url': 'x1',
  }
  expect(accepted({ k: 'template', ref: 'entrega', language: 'pt_BR', variables })).toEqual([
    {
      type: 'template',
      template: {
        name: 'entrega',
        language: { policy: 'deterministic', code: 'pt_BR' },
        components: [
          { type: 'header', parameters: [{ type: 'image', image: { link: 'https://cdn.example/a.png' } }] },
          { type: 'body', parameters: ['Maria', 'amanhã', 'dez'].map((text) => ({ type: 'text', text })) },
          { type: 'button', sub_type: 'url', index: '0', parameters: [{ type: 'text', text: 'x1' }] },
        ],
      },
    },
  ])
  expect(
    accepted({ k: 'template', ref: 'ola', language: 'es', variables: { nome: 'Ana', 'header.titulo': 'Oi' } }),
  ).toMatchObject([
    {
      template: {
        components: [
          { type: 'header', parameters: [{ parameter_name: 'titulo', text: 'Oi' }] },
          { type: 'body', parameters: [{ type: 'text', parameter_name: 'nome', text: 'Ana' }] },
        ],
      },
    },
  ])
  expect(piecesOf([{ k: 'template', ref: 'ola' }])[0]).not.toHaveProperty('template.components')
})

test('edge 33: an empty variable, a line break or many spaces in one is refused before anything is sent', () => {
  for (const value of ['', '  ', 'a\nb', 'a\tb', 'a     b'])
    expect(() => piecesOf([{ k: 'template', ref: 'ola', variables: { '1': value } }]), JSON.stringify(value)).toThrow(
      'variable 1',
    )
})
