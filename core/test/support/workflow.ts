import { always } from './events.ts'
import type { Person } from './person.ts'

interface Workflow {
  id: string
  draft_revision: number
}

/** Publishes these rules as the organization's workflow, through the same draft and publish calls Studio makes. */
export async function publish(admin: Person, rules: object[], conditions?: object): Promise<void> {
  const { data } = await admin.call<{ data: Workflow[] }>('GET', '/v1/workflows')
  const [workflow] = data
  if (!workflow) throw new Error('the organization has no workflow')
  const { draft_revision } = await admin.call<Workflow>('GET', `/v1/workflows/${workflow.id}`)
  const document = { name: 'Atendimento', facts: 1, ...(conditions && { conditions }), rules }
  await admin.call('PUT', `/v1/workflows/${workflow.id}/draft`, { document, revision: draft_revision })
  await admin.call('POST', `/v1/workflows/${workflow.id}/publish`, { note: 'test' })
}

/** A reply rule that fires on any of these words. */
export const onWords = (id: string, words: string[], event: object): object => ({
  id,
  name: id,
  lane: 'reply',
  enabled: true,
  conditions: { all: [{ fact: 'message.text', operator: 'hasAnyWord', value: words }] },
  event,
})

/** A reply rule that answers every message with its own text, so that each answer tells which message it answers. */
export const echo = {
  id: 'eco',
  name: 'Eco',
  lane: 'reply',
  enabled: true,
  conditions: { all: [{ fact: 'message.length', operator: 'greaterThan', value: 0 }] },
  event: { type: 'auto-reply', params: { text: 're: {{message.text}}' } },
}

/** A reply rule that takes every message and says nothing, so that what is sent an agent wrote. */
export const silent = {
  id: 'q',
  name: 'q',
  lane: 'reply',
  conditions: always,
  event: { type: 'ignore', params: {} },
}
