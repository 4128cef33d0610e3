import { randomBytes, randomUUID } from 'node:crypto'
import {
  type ChannelFacts,
  defineChannel,
  type FactAnswer,
  type FactMessage,
  say,
  settings,
} from '@faladesk/plugin-sdk'
import type { Engine } from './engine.ts'
import { wordsAlone } from './words-alone.ts'

/** What the test decides of the owls' own register. */
export interface Owls {
  ask?(message: FactMessage, signal: AbortSignal): Promise<FactAnswer>
}

const facts = (owls: Owls): ChannelFacts => ({
  about: 'owl',
  title: say('Corujas', 'Búhos', 'Owls'),
  facts: [
    {
      name: 'night',
      type: 'boolean',
      label: say('À noite', 'De noche', 'At night'),
      says: {
        true: say('veio à noite', 'llegó de noche', 'it came at night'),
        false: say('veio de dia', 'llegó de día', 'it came by day'),
      },
      from: ({ referral }) => referral?.night === true,
    },
    {
      name: 'feather',
      type: 'text',
      label: say('Pena', 'Pluma', 'Feather'),
      noun: say('a pena', 'la pluma', 'the feather'),
      from: ({ referral }) => referral?.feather as string,
    },
    {
      name: 'broken',
      type: 'number',
      label: say('Quebrado', 'Roto', 'Broken'),
      noun: say('o quebrado', 'lo roto', 'the broken one'),
      from: ({ text }) => {
        throw new Error(`cannot read ${text}`)
      },
    },
    {
      name: 'rank',
      type: 'choice',
      label: say('Posto', 'Rango', 'Rank'),
      noun: say('o posto da coruja', 'el rango del búho', 'the owl’s rank'),
      choices: [
        { value: 'chief', label: say('chefe', 'jefe', 'chief') },
        { value: 'chick', label: say('filhote', 'polluelo', 'chick') },
      ],
      ask: (message, { signal }) => (owls.ask ? owls.ask(message, signal) : Promise.resolve(undefined)),
    },
  ],
})

/** A channel that tells rules facts of its own, read and asked. */
export const owlChannel = (owls: Owls, tell: ChannelFacts | undefined = facts(owls)) =>
  defineChannel({
    name: 'owl',
    title: say('Coruja', 'Búho', 'Owl'),
    settings: settings({}),
    hooks: [{ name: 'inbound', methods: ['POST'] }],
    capabilities: wordsAlone(),
    verify: () => ({ ok: true }),
    parse({ body }) {
      const { id, from, text, referral } = JSON.parse(Buffer.from(body).toString())
      return {
        events: [
          {
            type: 'message',
            externalId: id,
            idempotencyKey: `message:${id}`,
            occurredAt: '2026-11-22T12:00:00Z',
            from: { identities: [{ kind: 'phone', value: from }] },
            content: [{ k: 'text', text }],
            ...(referral && { referral }),
          },
        ],
        ignored: [],
      }
    },
    send: async (out) => ({ ok: true, parts: [{ externalId: `owl-${out.id}`, status: 'sent' }] }),
    ...(tell && { facts: tell }),
  })

/** An inbox of owls in the engine's shop; answers how a message is written to it. */
export async function owlInbox({ sql, organization, core }: Engine) {
  const key = randomBytes(16).toString('hex')
  const id = randomUUID()
  await sql`insert into inboxes (id, organization_id, channel, name, key) values (${id}, ${organization}, 'owl', 'Corujal', ${key})`
  return async (from: string, text: string, referral?: object): Promise<void> => {
    const body = JSON.stringify({ id: randomUUID(), from, text, referral })
    const answer = await fetch(`${core.url}/hooks/v1/${key}/inbound`, { method: 'POST', body })
    if (answer.status !== 200) throw new Error(`the owl was turned away: ${answer.status}`)
  }
}
