import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { api } from '../../lib/api.ts'
import { ApiError } from '../../lib/api-error.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { useOrganization } from '../../lib/organization.tsx'
import { useUserId } from '../../lib/session.tsx'
import { mergeMessages, patchMessage, withoutMessage } from '../live/thread-cache.ts'
import type { Message, Thread } from '../model.ts'
import { threadKey } from '../queries.ts'
import type { UploadedFile } from './attach.ts'
import type { ReplyBody } from './reply-queries.ts'

export interface Outgoing {
  /** Made by the composer: pressing Send twice, or again after a failure, never makes two messages. */
  clientId: string
  text: string
  note: boolean
  files: UploadedFile[]
  /** A template instead of free text; `text` is then how it reads, for the thread. */
  template?: NonNullable<ReplyBody['template']> | undefined
  via?: ReplyBody['via'] | undefined
}

// These are no failures but a fork: the composer offers the ways that are left.
const forks = new Set(['window_closed', 'opted_out', 'unreachable', 'no_way'])

/**
 * Returns a function that shows a message at once and sends it; refused, it stays in the thread and may be sent again. Where
 * only another way helps, it is taken out again and the refusal is answered, for the composer to offer the ways.
 */
export function useSend(conversationId: string) {
  const cache = useQueryClient()
  const errorText = useErrorText()
  const userId = useUserId()
  const { memberName } = useOrganization()

  return useCallback(
    async ({ clientId, text, note, files, template, via }: Outgoing): Promise<ApiError | null> => {
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
        flags: {},
        decision_id: null,
        occurred_at: new Date().toISOString(),
        attachments: files.map((file) => ({ ...file, id: file.path, status: 'stored', reason: null })),
        attempt: 'sending',
      }
      update((thread) => ({ ...thread, messages: mergeMessages(thread.messages, [draft]) }))
      try {
        const said = template ? { template } : { text, note }
        const body = { ...said, ...(via && { via }), ...(files.length > 0 && { attachments: files }) }
        const path = `/v1/conversations/${conversationId}/messages`
        const sent = await api<Partial<Message>>('POST', path, { body, idempotencyKey: clientId })
        // By another channel it went into the conversation there; a line of the system in this one says so.
        if (sent.conversation_id !== undefined && sent.conversation_id !== conversationId) {
          update((thread) => withoutMessage(thread, clientId))
          void cache.invalidateQueries({ queryKey: threadKey(conversationId) })
          return null
        }
        // The live line may have brought it, and further along, before core answered: then what is held is newer.
        update((thread) => (isHeld(thread, sent.id) ? thread : settle(thread, draft, sent)))
      } catch (error) {
        if (error instanceof ApiError && forks.has(error.code)) {
          update((thread) => withoutMessage(thread, clientId))
          return error
        }
        const message = errorText(error)
        update((thread) => patchMessage(thread, clientId, { attempt: 'refused', error: { message } }))
      }
      return null
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
