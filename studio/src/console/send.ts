import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api } from '../lib/api.ts'
import { useErrorText } from '../lib/error-text.ts'
import { useOrganization } from '../lib/organization.tsx'
import { useUserId } from '../lib/session.tsx'
import type { UploadedFile } from './attach.ts'
import type { Message, Thread } from './model.ts'
import { threadKey } from './queries.ts'
import { mergeMessages, patchMessage } from './thread-cache.ts'

export interface Outgoing {
  /** Made by the composer: pressing Send twice, or again after a failure, never makes two messages. */
  clientId: string
  text: string
  note: boolean
  files: UploadedFile[]
}

/** Returns a function that shows a message at once and sends it; refused, it stays in the thread and may be sent again. */
export function useSend(conversationId: string) {
  const cache = useQueryClient()
  const errorText = useErrorText()
  const userId = useUserId()
  const { memberName } = useOrganization()

  return useCallback(
    async ({ clientId, text, note, files }: Outgoing) => {
      const update = (change: (thread: Thread) => Thread) =>
        cache.setQueryData<Thread | null>(threadKey(conversationId), (thread) => (thread ? change(thread) : thread))
      const draft: Message = {
        id: clientId,
        client_id: clientId,
        conversation_id: conversationId,
        seq: null,
        direction: note ? 'note' : 'out',
        author_kind: 'agent',
        author_id: userId,
        author_name: memberName,
        text,
        content: [],
        status: note ? null : 'queued',
        error: null,
        decision_id: null,
        occurred_at: new Date().toISOString(),
        attachments: files.map((file) => ({ ...file, id: file.path, status: 'stored', reason: null })),
        attempt: 'sending',
      }
      update((thread) => ({ ...thread, messages: mergeMessages(thread.messages, [draft]) }))
      try {
        const body = { text, note, ...(files.length > 0 && { attachments: files }) }
        const path = `/v1/conversations/${conversationId}/messages`
        const sent = await api<Partial<Message>>('POST', path, { body, idempotencyKey: clientId })
        // The live line may have brought it, and further along, before core answered: then what is held is newer.
        update((thread) => (isHeld(thread, sent.id) ? thread : settle(thread, draft, sent)))
      } catch (error) {
        const message = errorText(error)
        update((thread) => patchMessage(thread, clientId, { attempt: 'refused', error: { message } }))
      }
    },
    [cache, conversationId, errorText, userId, memberName],
  )
}

const isHeld = (thread: Thread, id: string | undefined) => thread.messages.some((message) => message.id === id)

function settle(thread: Thread, { attempt: _sent, ...draft }: Message, sent: Partial<Message>): Thread {
  // Core's answer is the message; what it leaves out (an author's name) the draft knows.
  const known = Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== null && value !== undefined))
  const files = sent.attachments?.length ? sent.attachments : draft.attachments
  const message: Message = { ...draft, ...known, client_id: draft.client_id, attachments: files }
  return { ...thread, messages: mergeMessages(thread.messages, [message]) }
}
