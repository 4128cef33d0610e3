import { expect, test } from 'vitest'
import { context, mail, message, settings } from './mails.ts'

const people = (...addresses: string[]) => addresses.map((value) => ({ kind: 'email', value }))

test('who got a copy is told apart from whom it was written to', async () => {
  const found = await message(
    mail({ To: 'suporte@loja.example, Beto <beto@x.example>', Cc: ['Chefe <chefe@x.example>', 'rh@x.example'] }),
  )
  expect(found.to).toEqual(people('suporte@loja.example', 'beto@x.example'))
  expect(found.cc).toEqual(people('chefe@x.example', 'rh@x.example'))
  expect(await message(mail())).not.toHaveProperty('cc')
})

test('of what we wrote ourselves to several people the first is the contact, and the others only got it', async () => {
  const ours = { From: 'suporte@loja.example', Cc: 'chefe@x.example, vendas@loja.example' }
  const sent = { mailbox: 'INBOX.Sent' }
  const several = await message(mail({ ...ours, To: 'vendas@loja.example, ana@x.example, beto@x.example' }), sent)
  expect(several.direction).toBe('echo')
  expect(several.to).toEqual(people('ana@x.example'))
  expect(several.cc).toEqual(people('beto@x.example', 'chefe@x.example'))
  const copied = await message(mail({ ...ours, To: 'suporte@loja.example' }), sent)
  expect(copied.to).toEqual(people('chefe@x.example'))
})

test('an alias that has a plus of its own is the address that was written to, and so the one that answers', async () => {
  const ctx = context({ settings: { ...settings, aliases: ['vendas+br@loja.example', 'vendas@loja.example'] } })
  const to = async (address: string) => (await message(mail({ To: address }), {}, ctx)).account
  expect(await to('Vendas+BR@loja.example')).toBe('vendas+br@loja.example')
  expect(await to('vendas+mx@loja.example')).toBe('vendas@loja.example')
})
