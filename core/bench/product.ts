import { type Person, signIn } from '../test/support/person.ts'
import { type StartedServer, startServer } from '../test/support/started-server.ts'
import { connectTwilio, type FakeTwilio, fakeTwilio, type TwilioInbox } from '../test/support/twilio.ts'
import { echo, publish } from '../test/support/workflow.ts'

/** The whole product on its own durable database, WhatsApp inboxes connected to a local Twilio, thirty rules published. */
export interface Product {
  server: StartedServer
  twilio: FakeTwilio
  admin: Person
  inbox: TwilioInbox
  /** A second number: WhatsApp lets one send 80 messages a second. */
  another: TwilioInbox
  stop(): Promise<void>
}

/** Starts it; `env` overrides the environment. */
export async function startProduct(env: Record<string, string> = {}): Promise<Product> {
  const [server, twilio] = await Promise.all([startServer({ LOG_LEVEL: 'error', ...env }), fakeTwilio()])
  const admin = await signIn(server.url, 'admin@demo.faladesk.test')
  const inbox = await connectTwilio(admin, twilio)
  const another = await connectTwilio(admin, twilio)
  await publish(admin, [...thirtyRules.slice(0, 29), echo])
  return {
    server,
    twilio,
    admin,
    inbox,
    another,
    async stop() {
      await twilio.close()
      await server.stop()
    },
  }
}

const thirtyRules = Array.from({ length: 30 }, (_, n) => ({
  id: `regra-${n}`,
  name: `Regra ${n}`,
  lane: n % 3 === 0 ? 'background' : 'reply',
  enabled: true,
  conditions: {
    all: [
      { fact: 'message.text', operator: 'hasAnyWord', value: [`palavra${n}`, `expressão número ${n}`] },
      { fact: 'conversation.channel', operator: 'equal', value: 'whatsapp-twilio' },
    ],
  },
  event:
    n % 3 === 0
      ? { type: 'tag', params: { add: [`etiqueta-${n}`] } }
      : { type: 'auto-reply', params: { text: `Resposta ${n}` } },
}))
