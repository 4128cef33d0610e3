import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import channel from '../src/index.ts'
import { freshBot, inboxAt, outbound, words } from './samples.ts'

const fake = await freshBot()
const shown = () => fake.messages.map(({ method, params }) => ({ method, ...params }))

test('a text goes out once, plain, and its id is the chat’s and the message’s', async () => {
  expect(await channel.send(outbound(words('Olá, _Zé_! <b> & *1*')), inboxAt(fake))).toEqual({
    ok: true,
    parts: [{ externalId: '5211987650:1', status: 'sent' }],
  })
  expect(shown()).toEqual([{ method: 'sendMessage', chat_id: 5211987650, text: 'Olá, _Zé_! <b> & *1*' }])
})

test('an answer hangs under the message it answers, and under none of another chat', async () => {
  await channel.send({ ...outbound(words('a')), replyTo: '5211987650:42' }, inboxAt(fake))
  await channel.send({ ...outbound(words('b')), replyTo: '99:42' }, inboxAt(fake))
  expect(shown()).toMatchObject([{ reply_parameters: { message_id: 42, allow_sending_without_reply: true } }, {}])
  expect(shown()[1]).not.toHaveProperty('reply_parameters')
})

test('a long text goes out whole and in order, in pieces of at most 4096', async () => {
  const text = Array.from({ length: 200 }, (_, n) => `Parágrafo ${n}. ${'palavra '.repeat(8).trim()} 😊.`).join('\n\n')
  const result = await channel.send(outbound(words(text)), inboxAt(fake))
  expect(result).toMatchObject({
    ok: true,
    parts: fake.messages.map((_, n) => ({ externalId: `5211987650:${n + 1}` })),
  })
  expect(fake.messages.length).toBeGreaterThan(3)
  expect(fake.messages.map(({ params }) => params.text).join('\n\n')).toBe(text)
})

test('buttons and lists become a keyboard, a row’s description a line above it', async () => {
  await channel.send(
    outbound(
      {
        k: 'buttons',
        text: 'Resolveu?',
        buttons: [
          { id: 'y', title: 'Sim' },
          { id: 'n', title: 'Não' },
        ],
      },
      {
        k: 'list',
        text: 'Sobre?',
        button: 'Ver',
        rows: [
          { id: 'b', title: 'Boleto', description: '2ª via' },
          { id: 'o', title: 'Outro' },
        ],
      },
    ),
    inboxAt(fake),
  )
  const keyboard = (...rows: [string, string][]) => ({
    inline_keyboard: rows.map(([text, callback_data]) => [{ text, callback_data }]),
  })
  expect(shown()).toMatchObject([
    { text: 'Resolveu?', reply_markup: keyboard(['Sim', 'y'], ['Não', 'n']) },
    { text: 'Sobre?\n\nBoleto: 2ª via', reply_markup: keyboard(['Boleto', 'b'], ['Outro', 'o']) },
  ])
})

test('edge 32: a button whose id is over 64 bytes is asked in numbered lines; at 64 it is a button', async () => {
  const ask = (id: string) =>
    channel.send(outbound({ k: 'buttons', text: 'Qual?', buttons: [{ id, title: 'Um' }] }), inboxAt(fake))
  await ask('é'.repeat(32))
  await ask(`${'é'.repeat(32)}x`)
  expect(shown()).toMatchObject([{ reply_markup: {} }, { text: 'Qual?\n1. Um' }])
  expect(shown()[1]).not.toHaveProperty('reply_markup')
})

test('a place, a named place and a card become Telegram’s own', async () => {
  await channel.send(
    outbound(
      { k: 'location', lat: -23.5, lng: -46.6 },
      { k: 'location', lat: -23.5, lng: -46.6, name: 'Loja', address: 'Rua A, 1' },
      { k: 'contact', vcard: { name: { formatted_name: 'Ana' }, phones: [{ phone: '+5511987650001' }] } },
      { k: 'contact', vcard: { name: { formatted_name: 'Ana' }, emails: [{ email: 'ana@x.example' }] } },
    ),
    inboxAt(fake),
  )
  expect(shown()).toMatchObject([
    { method: 'sendLocation', latitude: -23.5 },
    { method: 'sendVenue', title: 'Loja', address: 'Rua A, 1' },
    { method: 'sendContact', first_name: 'Ana', phone_number: '+5511987650001' },
    { method: 'sendMessage', text: 'Ana\nana@x.example' },
  ])
})

test('a file is uploaded by its kind; a caption over 1024 follows as text', async () => {
  const storage = createServer((_, response) => response.end('bytes'))
  await new Promise<void>((resolve) => storage.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(storage.address() as AddressInfo).port}/f`
  const long = 'x'.repeat(1025)
  await channel.send(
    outbound(
      { k: 'media', media: { url, mime: 'image/png', filename: 'a.png' }, caption: 'x'.repeat(1024) },
      { k: 'media', media: { url, mime: 'application/pdf', filename: 'boleto.pdf' }, caption: long },
      { k: 'media', media: { url, mime: 'audio/ogg' } },
    ),
    inboxAt(fake),
  )
  storage.close()
  expect(shown()).toMatchObject([
    { method: 'sendPhoto', caption: 'x'.repeat(1024), chat_id: '5211987650' },
    { method: 'sendDocument' },
    { method: 'sendMessage', text: long },
    { method: 'sendVoice' },
  ])
  const files = fake.messages.map(({ params }) => params.photo ?? params.document ?? params.voice) as File[]
  expect(await files[0]?.text()).toBe('bytes')
  expect([files[0]?.name, files[1]?.name, files[3]?.name]).toEqual(['a.png', 'boleto.pdf', 'file.ogg'])
})

test('a file we cannot read is left for Telegram to fetch by its address', async () => {
  const url = 'http://127.0.0.1:1/a.png'
  await channel.send(outbound({ k: 'media', media: { url, mime: 'image/png' } }), inboxAt(fake))
  expect(shown()).toMatchObject([{ method: 'sendPhoto', photo: url }])
})
