import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query'
import { api } from '../lib/api.ts'
import { useErrorText } from '../lib/error-text.ts'
import { useNotify } from '../ui/notify.tsx'
import type { Conversation, Thread } from './model.ts'
import { threadKey } from './queries.ts'

interface Command {
  path: 'assign' | 'status' | 'handoff' | 'tags'
  body: Record<string, unknown>
  /** What the conversation will look like once core agrees: shown at once, taken back if it refuses. */
  change: Partial<Conversation>
}

const show = (cache: QueryClient, id: string, change: Partial<Conversation>) =>
  cache.setQueryData<Thread | null>(threadKey(id), (thread) =>
    thread ? { ...thread, conversation: { ...thread.conversation, ...change } } : thread,
  )

/** Returns a function that sends core a command about one conversation and shows its outcome before core answers. */
export function useCommand(conversationId: string) {
  const cache = useQueryClient()
  const notify = useNotify()
  const errorText = useErrorText()
  const mutation = useMutation({
    mutationFn: ({ path, body }: Command) => api('POST', `/v1/conversations/${conversationId}/${path}`, { body }),
    onMutate: ({ change }) => {
      const before = cache.getQueryData<Thread | null>(threadKey(conversationId))?.conversation
      show(cache, conversationId, change)
      return { before }
    },
    onError: (error, _command, context) => {
      if (context?.before) show(cache, conversationId, context.before)
      notify(errorText(error))
    },
    onSettled: () => cache.invalidateQueries({ queryKey: threadKey(conversationId) }),
  })
  return mutation.mutate
}
