import type { Person } from '../../../core/test/support/person.ts'

let customer = 0

/** A new customer writes to the demo's WhatsApp through its public hook; `heard` is what their phone was answered. */
export async function writesByPhone(admin: Person, text: string) {
  const { data: inboxes } = await admin.call<{ data: { id: string; simulated: boolean; channel: string }[] }>(
    'GET',
    '/v1/inboxes',
  )
  const inbox = inboxes.find(({ simulated, channel }) => simulated && channel === 'whatsapp-twilio')
  const address = `+5511977${String(++customer).padStart(6, '0')}`
  const messages = `/v1/phone/${inbox?.id}/messages`
  await admin.call('POST', messages, {
    from: { kind: 'wa_phone', value: address },
    name: `Cliente ${customer}`,
    text,
  })
  return {
    address,
    async heard() {
      const path = `${messages}?address=${encodeURIComponent(address)}`
      const { data } = await admin.call<{ data: { direction: string; text: string }[] }>('GET', path)
      return data.find(({ direction }) => direction === 'to_phone')?.text
    },
  }
}
