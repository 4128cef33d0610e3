import type { OutboundMessage, Part } from '@faladesk/plugin-sdk'
import type { Host } from '../host.ts'
import type { OutboxRow } from '../store/rows.ts'

/** Enough to thread by; a mail carries at most twenty ids. */
const mostReferences = 30

interface Row {
  protocol: string
  external_id: string | null
  sent_ids: string[] | null
  direction: 'in' | 'out'
  text: string
  content: Part[]
  flags: { subject?: string; account?: string; print?: string }
  author: string
  occurred_at: string
}

/** What a channel that threads by ids and subjects (e-mail) is told of the conversation an answer belongs to. */
export async function mailThread(
  { db }: Host,
  row: OutboxRow,
): Promise<Pick<OutboundMessage, 'conversation' | 'references' | 'account' | 'answering' | 'replyTo'>> {
  const rows = await db.inOrganization(
    row.organization_id,
    (tx) => tx<Row[]>`
      select c.protocol, m.external_id, m.direction, m.text, m.content, m.flags, m.occurred_at,
        coalesce(k.name, i.value, '') as author,
        (select array_agg(e order by o.position) from outbox o, unnest(o.external_ids) e where o.message_id = m.id) as sent_ids
      from messages m
      join conversations c on c.id = m.conversation_id
      left join identities i on i.id = m.identity_id
      left join contacts k on k.id = i.contact_id
      where m.conversation_id = ${row.conversation_id} and m.direction in ('in', 'out') and m.id <> ${row.message_id}
        -- What somebody else wrote into the thread is not quoted to the customer, nor named.
        and not m.flags @> '{"stranger": true}'
      order by m.seq desc limit ${mostReferences}`,
  )
  const said = rows.find(({ direction }) => direction === 'in')
  const protocol = rows[0]?.protocol ?? ''
  const subject = rows.find(({ flags }) => flags.subject)?.flags.subject
  const account = said?.flags.account
  const references = rows.flatMap((one) => (one.external_id ? [ownId(one)] : [...(one.sent_ids ?? [])]))
  const answered = row.reply_to && rows.find(({ external_id }) => external_id === row.reply_to)
  return {
    conversation: { id: row.conversation_id, protocol, ...(subject && { subject }) },
    references,
    ...(answered && { replyTo: ownId(answered) }),
    ...(account && { account }),
    ...(said && { answering: { text: newWords(said), author: said.author, at: said.occurred_at } }),
  }
}

// The id its sender gave it: of several mails with one id, all but the first are kept under one of ours.
const ownId = ({ external_id, flags }: Row): string => {
  const [id, ours] = [external_id ?? '', `#${flags.print}`]
  return flags.print && id.endsWith(ours) ? id.slice(0, -ours.length) : id
}

// Without what the customer's own mail quoted: each answer quotes one message, not all there ever were.
const newWords = ({ content, text }: Row): string => {
  const [part] = content
  if (part?.k !== 'text' || !part.visible) return text
  return part.text.slice(part.visible[0], part.visible[1]).trim() || text
}
