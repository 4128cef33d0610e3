import { afterAll, beforeEach } from 'vitest'
import { fakeTwilio } from './fake-twilio.ts'
import { noProducts } from './fake-twilio-products.ts'

/** A Twilio for one file's tests; each finds it without what the one before left there. */
export const freshTwilio = async () => {
  const fake = await fakeTwilio()
  beforeEach(() => {
    fake.requests.length = 0
    fake.messages.length = 0
    Object.assign(fake.products, noProducts())
    Object.assign(fake.numbers, { incoming: [], short: [] })
  })
  afterAll(() => fake.close())
  return fake
}
