/** What was being written in each conversation, so that looking into another one loses nothing. Gone with the page. */
export interface Draft {
  mode: 'reply' | 'note'
  text: string
}

const drafts = new Map<string, Draft>()

/** The draft of a conversation; an empty reply when there is none. */
export const draftOf = (conversationId: string): Draft => drafts.get(conversationId) ?? { mode: 'reply', text: '' }

/** Keeps a draft; an empty one is forgotten. */
export function keepDraft(conversationId: string, draft: Draft) {
  if (draft.text === '' && draft.mode === 'reply') drafts.delete(conversationId)
  else drafts.set(conversationId, draft)
}
