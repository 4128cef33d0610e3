import { say } from '@faladesk/plugin-sdk'
import type { ChangeTags } from '../../contract/index.ts'
import type { Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { badFields } from '../refusal.ts'
import { lockThread } from './thread.ts'

const most = 50

/** Adds and removes tags, keeping their order; a tag that is both added and removed ends up removed. */
export const changeTags = async (tx: Tx, caller: Caller, id: string, asked: ChangeTags): Promise<void> => {
  const { tags } = await lockThread(tx, id)
  const removed = new Set(asked.remove?.map((tag) => tag.trim()))
  const wanted = new Set([...tags, ...(asked.add ?? []).map((tag) => tag.trim())])
  const after = [...wanted].filter((tag) => !removed.has(tag))
  if (after.length > most) throw badFields({ field: 'add', message: tooMany })
  if (after.join('\n') === tags.join('\n')) return
  await tx`update public.conversations set tags = ${after} where id = ${id}`
  await audit(tx, caller, 'conversation.tags', id, { tags: after })
}

const tooMany = say(
  `Uma conversa tem no máximo ${most} etiquetas; remova alguma.`,
  `Una conversación tiene como máximo ${most} etiquetas; quite alguna.`,
  `A conversation has at most ${most} tags; remove one.`,
)
