import { say } from '@faladesk/plugin-sdk'
import { chosenAi } from '../../act/ai/choice.ts'
import type { Owner } from '../../contract/index.ts'
import type { Host } from '../../host.ts'
import type { Tx } from '../../store/database.ts'
import { audit } from '../audit.ts'
import type { Caller } from '../auth/caller.ts'
import { conflict } from '../refusal.ts'
import { cancelAiTurn, lockThread, type Thread } from './thread.ts'

/** Says who speaks from now on: a human (automatic answers under way are discarded), the rules, or the AI. */
export const handOff = async (tx: Tx, host: Host, caller: Caller, id: string, to: Owner): Promise<void> => {
  const thread = await lockThread(tx, id)
  await owners[to](tx, thread, host)
  await audit(tx, caller, 'conversation.handoff', id, { from: thread.owner, to })
}

const owners: Record<Owner, (tx: Tx, thread: Thread, host: Host) => Promise<void>> = {
  async human(tx, { id }) {
    await tx`
      update public.conversations set owner = 'human', taken_over_at = clock_timestamp(),
        waiting_since = case when last_message_direction = 'in' then coalesce(waiting_since, last_inbound_at, now()) end
      where id = ${id}`
    await tx`select private.begin_wait(${id})`
    await cancelAiTurn(tx, id)
  },
  async rules(tx, { id }) {
    await tx`
      update public.conversations set owner = 'rules', bot_attempts = 0, told_waiting = false where id = ${id}`
    await cancelAiTurn(tx, id)
  },
  async ai(tx, { id }, host) {
    const [choice] = await tx<{ plugin: string; enabled: boolean }[]>`select plugin, enabled from public.ai_plugins`
    if (!chosenAi(host, choice ?? null)) throw noAi()
    await tx`update public.conversations set owner = 'ai', bot_attempts = 0, told_waiting = false where id = ${id}`
    // A customer who is waiting is answered now; else the AI speaks at their next message.
    await tx`
      insert into public.ai_turns (conversation_id, organization_id)
      select id, organization_id from public.conversations where id = ${id} and last_message_direction = 'in'
      on conflict (conversation_id) do update set
        gen = public.ai_turns.gen + 1, due = now(), attempts = 0, created_at = clock_timestamp()`
  },
}

const noAi = () =>
  conflict(
    'no_ai',
    say(
      'Nenhuma IA está ligada nesta organização. Ligue uma em Ajustes.',
      'No hay ninguna IA encendida en esta organización. Encienda una en Ajustes.',
      'No AI is switched on in this organization. Switch one on in Settings.',
    ),
  )
