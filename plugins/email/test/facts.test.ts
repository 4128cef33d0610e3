import type { FactMessage, Flags } from '@faladesk/plugin-sdk'
import { expect, test } from 'vitest'
import { facts } from '../src/message/facts.ts'

const about = (message: Partial<FactMessage>) =>
  Object.fromEntries(
    facts.facts.flatMap((fact) =>
      'from' in fact
        ? [[fact.name, fact.from({ id: '1', text: '', content: [], flags: {}, occurredAt: '', ...message })]]
        : [],
    ),
  )

test('a mail’s subject, sender and the address of ours it came to are told, addresses in small letters', () => {
  const sender = { kind: 'email', value: 'Ana@Loja.Example', name: 'Ana' }
  expect(about({ subject: 'Fatura', sender, account: 'Financeiro@us.example' })).toMatchObject({
    subject: 'Fatura',
    sender: 'ana@loja.example',
    sender_domain: 'loja.example',
    written_to: 'financeiro@us.example',
  })
})

test('a sender is proven or not only where a server of ours looked', () => {
  const authenticated = (authentication?: Flags['authentication']) =>
    about({ flags: authentication ? { authentication } : {} }).authenticated
  expect([
    authenticated({ dmarc: 'pass' }),
    authenticated({ dmarc: 'fail' }),
    authenticated({ dmarc: 'none' }),
    authenticated({ spf: 'pass' }),
    authenticated(),
  ]).toEqual([true, false, false, undefined, undefined])
})

test('machines, lists and false senders are told apart from people', () => {
  expect(about({ flags: { auto: true, bulk: true, spoofRisk: true } })).toMatchObject({
    automatic: true,
    bulk: true,
    spoof_risk: true,
  })
  expect(about({})).toMatchObject({ automatic: false, bulk: false, spoof_risk: false })
})
