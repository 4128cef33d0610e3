import { queueMessage } from './queue-message.ts'
import type { Scene } from './scene.ts'

/** Queues an automatic message to the customer as part of the decision; answers its id. */
export async function say(scene: Scene, text: string, author: 'rule' | 'ai' | 'system' = 'rule'): Promise<string> {
  const { tx, host, context, decisionId, effects } = scene
  const { id } = await queueMessage(
    tx,
    {
      organizationId: context.organization.id,
      conversationId: context.conversation.id,
      author: { kind: author },
      text,
      ...(decisionId && { decisionId }),
      automatic: true,
    },
    host.plugins,
  )
  effects.queued = true
  return id
}
