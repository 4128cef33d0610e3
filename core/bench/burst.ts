import { post, whatsappForm } from '../test/support/twilio.ts'
import { until } from '../test/support/until.ts'
import { atMost, type Measure, median } from './measure.ts'
import { startProduct } from './product.ts'

const size = 20
const rounds = 9

/** Twenty messages of one conversation at once: when the last one's answer reaches the provider, and whether any overtook another. */
export async function burst(): Promise<Measure[]> {
  const product = await startProduct()
  const { inbox, twilio, server } = product
  const { openDatabaseOf } = await import('../test/support/database.ts')
  const sql = openDatabaseOf(server.dataDir)
  try {
    const times: number[] = []
    let inversions = 0
    for (let round = 0; round < rounds; round++) {
      const phone = `+55118000000${String(round).padStart(2, '0')}`
      const heard = () => twilio.messages.filter((message) => message.to === `whatsapp:${phone}`)
      const began = Date.now()
      const forms = Array.from({ length: size }, (_, n) => whatsappForm(phone, `rajada ${n}`))
      await Promise.all(forms.map((form) => post(inbox.webhooks.inbound, form, { token: twilio.authToken })))
      await until('all are answered', () => heard().length >= size, 30_000)
      if (round > 0) times.push(Math.max(...heard().map(({ createdAt }) => createdAt.getTime())) - began)
      const stored = await sql`
        select m.text from messages m join identities i on i.id = m.identity_id where i.value = ${phone} order by m.seq`
      inversions += heard().filter(({ body }, n) => body !== `re: ${stored[n]?.text}`).length
    }
    const measure = atMost(
      'burst.20',
      median(times),
      300,
      `ms to the last of ${size} answers, median of ${times.length}; ${inversions} out of order`,
    )
    return [{ ...measure, pass: measure.pass && inversions === 0 }]
  } finally {
    await sql.end()
    await product.stop()
  }
}
