import type { FactMessage } from '@faladesk/plugin-sdk'
import { expect, test } from 'vitest'
import { facts } from '../src/facts.ts'

const about = (message: Partial<FactMessage>) =>
  Object.fromEntries(
    facts.facts.flatMap((fact) =>
      'from' in fact
        ? [[fact.name, fact.from({ id: '1', text: '', content: [], flags: {}, occurredAt: '', ...message })]]
        : [],
    ),
  )

const ad = {
  from_ad: true,
  ad_type: 'ad',
  ad_id: '120',
  ad_headline: 'Black Friday',
  ad_text: 'Até 70%',
  ad_url: 'https://fb.me/x',
}

test('edge 35: an advertisement is the same facts however its provider spells them', () => {
  const meta = {
    source_type: 'ad',
    source_id: '120',
    source_url: 'https://fb.me/x',
    headline: 'Black Friday',
    body: 'Até 70%',
  }
  const twilio = {
    sourceType: 'ad',
    sourceId: '120',
    sourceUrl: 'https://fb.me/x',
    headline: 'Black Friday',
    body: 'Até 70%',
  }
  expect(about({ referral: meta })).toMatchObject(ad)
  expect(about({ referral: twilio })).toMatchObject(ad)
})

test('a product of the catalogue is no advertisement, and a plain message is neither', () => {
  const product = about({ referral: { referred_product: { product_retailer_id: 'SKU-1' } } })
  expect(product).toMatchObject({ from_ad: false, product: 'SKU-1' })
  const plain = about({})
  expect(plain).toMatchObject({ from_ad: false, forwarded: false })
  expect(Object.values(plain).filter((value) => value !== undefined && value !== false)).toEqual([])
})
