import { setTimeout as sleep } from 'node:timers/promises'
import { post, whatsappForm } from '../test/support/twilio.ts'
import { until } from '../test/support/until.ts'
import { atMost, type Measure, quantile, rounded } from './measure.ts'
import { type Product, startProduct } from './product.ts'

/** From the moment a webhook is sent to the moment the provider is asked to send the answer, at a steady rate. */
export async function endToEnd(): Promise<Measure[]> {
  const product = await startProduct()
  try {
    await paced(product, 50, 3)
    const fifty = await paced(product, 50, 12)
    const hundred = await paced(product, 100, 10)
    const at50 = `at 50 msg/s: p50 ${rounded(quantile(fifty, 0.5))} ms, p99 ${rounded(quantile(fifty, 0.99))} ms over ${fifty.length} messages`
    const at100 = `at 100 msg/s over ${hundred.length} messages; ${at50}`
    return [
      atMost('e2e.p50', quantile(hundred, 0.5), 25, at100),
      atMost('e2e.p99', quantile(hundred, 0.99), 150, at100),
    ]
  } finally {
    await product.stop()
  }
}

let run = 0

/** Sends so many messages a second, each from a customer of its own, and gives each one's milliseconds to the provider. */
async function paced({ inbox, twilio }: Product, perSecond: number, seconds: number): Promise<number[]> {
  const id = ++run
  const count = perSecond * seconds
  const sentAt = new Map<string, number>()
  const seen = twilio.messages.length
  const began = performance.now()
  const posts: Promise<unknown>[] = []
  for (let n = 0; n < count; n++) {
    await sleep(Math.max(0, began + (n * 1000) / perSecond - performance.now()))
    const text = `medida ${id} ${n}`
    sentAt.set(`re: ${text}`, Date.now())
    posts.push(
      post(inbox.webhooks.inbound, whatsappForm(`+5511${900_000_000 + id * 10_000 + n}`, text), {
        token: twilio.authToken,
      }),
    )
  }
  await Promise.all(posts)
  await until('all are answered', () => twilio.messages.length >= seen + count, 60_000)
  return twilio.messages
    .slice(seen)
    .map(({ body, createdAt }) => createdAt.getTime() - (sentAt.get(body) ?? Number.NaN))
}
