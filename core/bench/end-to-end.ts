import { setTimeout as sleep } from 'node:timers/promises'
import { post, whatsappForm } from '../test/support/twilio.ts'
import { until } from '../test/support/until.ts'
import { atMost, type Measure, quantile } from './measure.ts'
import { type Product, startProduct } from './product.ts'

/** From the moment a webhook is sent to the moment the provider is asked to send the answer, at a steady 100 messages a second. */
export const endToEnd = (): Promise<Measure[]> => answerTimes('e2e', 100)

/** The same at 50 messages a second: what stands beside the figure of ingest. */
export const endToEndAtFifty = (): Promise<Measure[]> => answerTimes('e2e.50', 50)

async function answerTimes(name: string, perSecond: number): Promise<Measure[]> {
  const product = await startProduct()
  try {
    // As it runs, not as it starts: V8 optimizes the way of a message only after some hundreds of them.
    await paced(product, 50, 15)
    const times = await paced(product, perSecond, 12)
    const detail = `ms at ${perSecond} msg/s over ${times.length} messages, each from a customer of its own`
    return [
      atMost(`${name}.p50`, quantile(times, 0.5), 25, detail),
      atMost(`${name}.p99`, quantile(times, 0.99), 150, detail),
    ]
  } finally {
    await product.stop()
  }
}

let run = 0

/** Sends so many messages a second, each from a customer of its own, and gives each one's milliseconds to the provider. */
async function paced({ inbox, another, twilio }: Product, perSecond: number, seconds: number): Promise<number[]> {
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
      post(
        (n % 2 === 0 ? inbox : another).webhooks.inbound,
        whatsappForm(`+5511${900_000_000 + id * 10_000 + n}`, text),
        {
          token: twilio.authToken,
        },
      ),
    )
  }
  await Promise.all(posts)
  await until('all are answered', () => twilio.messages.length >= seen + count, 60_000)
  return twilio.messages
    .slice(seen)
    .map(({ body, createdAt }) => createdAt.getTime() - (sentAt.get(body) ?? Number.NaN))
}
