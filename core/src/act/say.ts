import { speaksBesideHumans } from '../decide/happening.ts'
import { queueMessage } from './queue-message.ts'
import type { Scene } from './scene.ts'

/** Queues an automatic message to the customer as part of the decision; answers its id. */
export async function say(scene: Scene, text: string, author: 'rule' | 'ai' | 'system' = 'rule'): Promise<string> {
  const { tx, host, context, decisionId, effects, event, nudge } = scene
  const { id } = await queueMessage(
    tx,
    {
      organizationId: context.organization.id,
      conversationId: context.conversation.id,
      author: { kind: author },
      text,
      ...(decisionId && { decisionId }),
      automatic: true,
      ...((event || nudge) && { nudge: true }),
      ...(event && { keep: event.event !== 'agent-silent' && speaksBesideHumans.has(event.event) }),
    },
    host.plugins,
  )
  effects.queued = true
  return id
}
