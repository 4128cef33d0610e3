/** What was being written in each conversation, so that looking into another one loses nothing. Gone with the page. */
export interface Draft {
  mode: 'reply' | 'note'
  text: string
  /** The other inbox of the same contact this reply shall leave by. */
  via?: { inbox_id: string; name: string; channel: string } | undefined
}

const drafts = new Map<string, Draft>()

/** The draft of a conversation; an empty reply when there is none. */
export const draftOf = (conversationId: string): Draft => drafts.get(conversationId) ?? { mode: 'reply', text: '' }

/** Keeps a draft; an empty one is forgotten. */
export function keepDraft(conversationId: string, draft: Draft) {
  if (draft.text === '' && draft.mode === 'reply' && !draft.via) drafts.delete(conversationId)
  else drafts.set(conversationId, draft)
}

/** Adds a text that came back to what is being written: below it, so that neither is lost. */
export const withText = (draft: Draft, text: string): Draft => ({
  ...draft,
  mode: 'reply',
  text: draft.text.trim() === '' || draft.text === text ? text : `${draft.text}\n\n${text}`,
})
