import { type Dispatch, type SetStateAction, useCallback } from 'react'
import type { ApiError } from '../../lib/api-error.ts'
import { uuid } from '../../lib/uuid.ts'
import type { UploadedFile } from './attach.ts'
import { type Draft, draftOf, keepDraft, withText } from './drafts.ts'
import type { ReplyBody } from './reply-queries.ts'
import { useSend } from './send.ts'

interface Said {
  text: string
  files: UploadedFile[]
  template?: ReplyBody['template']
}

/** Returns a function that sends what was written; refused for want of another way, it is all put back as it was. */
export function useSubmit(
  conversationId: string,
  draft: Draft,
  setDraft: Dispatch<SetStateAction<Draft>>,
  { restore, refuse }: { restore: (files: UploadedFile[]) => void; refuse: (error: ApiError) => void },
) {
  const send = useSend(conversationId)
  const { mode, via } = draft
  return useCallback(
    async ({ text, files, template }: Said) => {
      const through = via && mode === 'reply' && !template ? { inbox_id: via.inbox_id } : undefined
      const refusal = await send({ clientId: uuid(), text, note: mode === 'note', files, template, via: through })
      if (!refusal) return
      // The agent may have looked elsewhere meanwhile: the kept draft gets it back too.
      if (!template) {
        keepDraft(conversationId, withText({ ...draftOf(conversationId), via: undefined }, text))
        setDraft((held) => withText({ ...held, via: undefined }, text))
        restore(files)
      }
      refuse(refusal)
    },
    [send, conversationId, mode, via, setDraft, restore, refuse],
  )
}
