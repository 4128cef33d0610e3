import type { Browser } from 'playwright-core'
import { type Person, signIn } from '../../../core/test/support/person.ts'
import { type StartedServer, startServer } from '../../../core/test/support/started-server.ts'
import {
  connectTwilio,
  type FakeTwilio,
  fakeTwilio,
  post,
  type TwilioInbox,
  whatsappForm,
} from '../../../core/test/support/twilio.ts'
import { until } from '../../../core/test/support/until.ts'
import { startBrowser } from './browser.ts'

/** The whole product with a WhatsApp inbox at a local Twilio, and a browser to look at it. */
export interface TwilioDesk {
  server: StartedServer
  twilio: FakeTwilio
  browser: Browser
  admin: Person
  inbox: TwilioInbox
  /** A customer writes; answers the status of the webhook. */
  writes(phone: string, name: string, text: string): Promise<number>
  /** The conversation a search finds, once there is one. */
  conversationOf(search: string): Promise<string>
  close(): Promise<void>
}

/** Starts them, with Studio built. */
export async function openTwilioDesk(): Promise<TwilioDesk> {
  const [server, twilio, browser] = await Promise.all([
    startServer({ FALADESK_STUDIO_BUILD: '1' }),
    fakeTwilio(),
    startBrowser(),
  ])
  const admin = await signIn(server.url, 'admin@demo.faladesk.test')
  const inbox = await connectTwilio(admin, twilio)
  return {
    server,
    twilio,
    browser,
    admin,
    inbox,
    writes: (phone, name, text) =>
      post(inbox.webhooks.inbound, whatsappForm(phone, text, { ProfileName: name }), { token: twilio.authToken }),
    conversationOf: (search) =>
      until(`a conversation with ${search}`, async () => {
        const { data } = await admin.call<{ data: { id: string }[] }>(
          'GET',
          `/v1/conversations?search=${encodeURIComponent(search)}`,
        )
        return data[0]?.id
      }),
    async close() {
      await browser.close()
      await twilio.close()
      await server.stop()
    },
  }
}

/** Twilio's approved template `retomar_contato` of these words, known to the desk. */
export async function approveTemplate({ admin, inbox, twilio }: TwilioDesk, body: string): Promise<string> {
  const sid = `HX${'1'.repeat(32)}`
  twilio.products.contents.push({
    sid,
    friendly_name: 'retomar_contato',
    language: 'pt_BR',
    types: { 'twilio/text': { body } },
    approval_requests: { status: 'approved', category: 'UTILITY', name: 'retomar_contato' },
  })
  await admin.call('POST', `/v1/inboxes/${inbox.id}/templates/sync`)
  return sid
}
