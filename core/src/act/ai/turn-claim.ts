import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'

/** A turn of the AI, claimed; `gen` is the generation it answers, overtaken when the customer writes again. */
export interface TurnClaim {
  conversation_id: string
  organization_id: string
  gen: number
  lease_token: string
  attempts: number
  instructions: string | null
  decision_id: string | null
}

/** Locks a turn; null when the lease has passed to another worker. Overtaken: the customer wrote again, decided already or not. */
export async function lockTurn(
  tx: Tx,
  { conversation_id, lease_token, gen }: TurnClaim,
): Promise<{ overtaken: boolean } | null> {
  const [turn] = await tx<{ overtaken: boolean }[]>`
    select t.gen <> ${gen} or exists (select from work w where w.conversation_id = t.conversation_id) as overtaken
    from ai_turns t where t.conversation_id = ${conversation_id} and t.lease_token = ${lease_token} for update`
  return turn ?? null
}

/** Ends a turn that was taken. */
export const endTurn = (tx: Tx, { conversation_id, lease_token }: TurnClaim) => tx`
  delete from ai_turns where conversation_id = ${conversation_id} and lease_token = ${lease_token}`

/** Gives back a turn that was overtaken: it is taken again as soon as the customer rests. */
export const beginAgain = (tx: Tx, { config }: Host, { conversation_id, lease_token }: TurnClaim) => tx`
  update ai_turns set lease_by = null, lease_token = null, lease_until = null,
    due = greatest(due, now() + make_interval(secs => ${config.aiDebounceMs / 1000}))
  where conversation_id = ${conversation_id} and lease_token = ${lease_token}`
