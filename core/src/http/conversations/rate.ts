import type { Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { lockThread } from './thread.ts'

/** Keeps how the customer rated the support; a later rating replaces it. */
export const rate = async (tx: Tx, caller: Caller, id: string, score: number): Promise<void> => {
  await lockThread(tx, id)
  await tx`update public.conversations set csat = ${score} where id = ${id}`
  await audit(tx, caller, 'conversation.rated', id, { score })
}
