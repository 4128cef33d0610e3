import type { Context } from '../decide/context.ts'
import type { Verdict } from '../decide/decide.ts'
import type { Host } from '../host.ts'
import type { Tx } from '../store/database.ts'
import type { Guarded } from './loop-guard.ts'
import { writeNote } from './write-note.ts'

/** So many automatic answers within so many minutes to one sender of mail: it is a machine, though it does not say so. */
const [mostAnswers, minutes] = [10, 10]

/**
 * Falls silent where two machines write mails to each other: whoever sent many mails within minutes, each answered
 * automatically, gets no more answers by itself; a note says so, once, and the conversation waits for a human.
 */
export async function capAnswers(tx: Tx, host: Host, context: Context, verdict: Verdict): Promise<Guarded> {
  const { conversation, contact, inbox, organization } = context
  const mails = host.plugins.channels.get(inbox.channel)?.capabilities.subject
  if (!mails || verdict.skipped) return { verdict, stopped: [] }
  const [row] = await tx<{ answers: number; noted: boolean }[]>`
    select count(*) filter (where m.direction = 'out' and m.author_kind <> 'agent')::int as answers,
      coalesce(bool_or(m.direction = 'note' and m.flags ? 'answerCap'), false) as noted
    from conversations c
    join messages m on m.conversation_id = c.id and m.created_at > now() - make_interval(mins => ${minutes})
    where c.organization_id = ${organization.id} and c.contact_id = ${contact.id} and c.inbox_id = ${inbox.id}
      and c.last_message_at > now() - make_interval(mins => ${minutes})`
  if (!row || row.answers < mostAnswers) return { verdict, stopped: [] }
  host.metrics.quieted.inc({ channel: inbox.channel })
  if (!row.noted) {
    const [text, flags] = [words[organization.locale], { answerCap: true }]
    await writeNote(tx, { conversationId: conversation.id, text, flags })
  }
  await tx`update conversations set waiting_since = coalesce(waiting_since, now()) where id = ${conversation.id}`
  const { reply } = verdict
  return {
    verdict: {
      ...verdict,
      reply: null,
      skipped: 'too-many-answers',
      matched: Object.fromEntries(
        Object.entries(verdict.matched).map(([workflow, rules]) => [
          workflow,
          rules.filter((rule) => rule !== reply?.ruleId),
        ]),
      ),
    },
    stopped: reply
      ? [{ action: reply.event.type, rule: reply.ruleId, ok: false, reason: 'too-many-answers', answers: row.answers }]
      : [],
  }
}

const words = {
  'pt-BR': `Este remetente recebeu ${mostAnswers} respostas automáticas em ${minutes} minutos e parece ser uma máquina. As respostas automáticas a ele pararam por enquanto.`,
  es: `Este remitente recibió ${mostAnswers} respuestas automáticas en ${minutes} minutos y parece ser una máquina. Las respuestas automáticas a él pararon por ahora.`,
  en: `This sender got ${mostAnswers} automatic answers within ${minutes} minutes and looks like a machine. Automatic answers to it have stopped for now.`,
}
