import type { Locale, Part } from '@faladesk/plugin-sdk'
import { queueMessage } from '../../act/queue-message.ts'
import { writeNote } from '../../act/write-note.ts'
import type { Host } from '../../host.ts'
import type { Inbox } from '../../plugins/inbox-cache.ts'
import { json, type Tx } from '../../store/database.ts'
import { followWords } from './words.ts'

/** A wait that is over. */
export interface WaitClaim {
  conversation_id: string
  organization_id: string
  inbox_id: string
  mailed_seq: number
  attempts: number
}

interface Left {
  protocol: string
  contact_id: string
  locale: Locale
  email: string | null
  unread: { seq: number; author: string; text: string; content: Part[] }[] | null
}

/**
 * Has what a visitor has not read follow by e-mail, once: in the e-mail conversation of whoever has that address, with a note in
 * both, so that each conversation keeps to one inbox and one channel. Answers whether a mail was queued.
 */
export async function followByMail(host: Host, claim: WaitClaim): Promise<boolean> {
  const inbox = await host.inboxes.byId(claim.inbox_id)
  const wish = inbox?.channel.live?.continueBy?.(inbox.context())
  const mailInbox = wish ? await mailInboxOf(host, claim.organization_id, wish.inbox) : null
  return host.db.inOrganization(claim.organization_id, async (tx) => {
    const left = mailInbox ? await whatIsLeft(tx, claim) : null
    // What a rule says by itself is not worth a mail; it goes along with what somebody answered.
    const answered = left?.unread?.some(({ author }) => author === 'agent' || author === 'ai')
    const last = answered ? left?.unread?.at(-1)?.seq : undefined
    const queued = mailInbox && left?.email && last !== undefined ? await mail(tx, host, claim, mailInbox, left) : false
    await tx`
      update visitor_waits set due = null, attempts = 0, mailed_seq = greatest(mailed_seq, ${queued && last ? last : 0})
      where conversation_id = ${claim.conversation_id}`
    return queued
  })
}

// The inbox an admin named, or the oldest that sends e-mail; one that is switched off or gone sends nothing.
async function mailInboxOf(host: Host, organization: string, wish: string): Promise<Inbox | null> {
  const mailing = [...host.plugins.channels.values()].flatMap((one) => (one.capabilities.subject ? [one.name] : []))
  const rows = await host.db.inOrganization(
    organization,
    (tx) => tx<{ id: string }[]>`
      select id from inboxes
      where enabled and deleted_at is null and channel = any (${mailing}::text[]) and (${wish} = 'first' or id::text = lower(${wish}))
      order by created_at, id`,
  )
  for (const { id } of rows) {
    const inbox = await host.inboxes.byId(id)
    if (inbox?.enabled) return inbox
  }
  return null
}

const whatIsLeft = async (tx: Tx, { conversation_id, mailed_seq }: WaitClaim): Promise<Left | undefined> => {
  const [row] = await tx<Left[]>`
    select c.protocol, c.contact_id, o.locale,
      coalesce((select n.value from identities n where n.contact_id = c.contact_id and n.kind = 'email' and private.block_of(n.id) is null
          order by n.verified desc, n.created_at desc limit 1),
        (select p -> 'json' ->> 'email' from messages m, jsonb_array_elements(m.content) p
          where m.conversation_id = c.id and m.direction = 'in' and p ->> 'k' = 'form' and p -> 'json' ? 'email'
          order by m.seq desc limit 1)) as email,
      (select jsonb_agg(jsonb_build_object('seq', m.seq, 'author', m.author_kind, 'text', m.text, 'content', m.content) order by m.seq)
        from messages m where m.conversation_id = c.id and m.direction = 'out' and m.status in ('sent', 'delivered')
          and m.seq > greatest(${mailed_seq}::bigint, coalesce((select max(i.seq) from messages i
            where i.conversation_id = c.id and i.direction = 'in'), 0))) as unread
    from conversations c join organizations o on o.id = c.organization_id
    where c.id = ${conversation_id} for no key update of c`
  return row
}

async function mail(tx: Tx, host: Host, claim: WaitClaim, inbox: Inbox, left: Left): Promise<boolean> {
  const { email, unread, protocol, contact_id, locale } = left
  const words = followWords(locale)
  // Two statements: one does not see what it makes.
  const [made] = await tx<{ id: string }[]>`
    select private.mail_thread_for(${claim.organization_id}, ${inbox.id}, ${contact_id}, ${email}) as id`
  const [thread] = await tx<{ id: string; protocol: string }[]>`
    select id, protocol from conversations where id = ${made?.id ?? null}`
  if (!thread || !unread) return false
  const said = unread.map(({ text, content }) => [text, ...filesIn(content, words.file)].filter(Boolean).join('\n'))
  await writeNote(tx, { conversationId: thread.id, text: words.noteThere(protocol) })
  const { id } = await queueMessage(
    tx,
    {
      organizationId: claim.organization_id,
      conversationId: thread.id,
      channel: inbox.channelName,
      author: { kind: 'system' },
      text: [words.intro, ...said, words.outro].join('\n\n'),
      automatic: false,
      // A thread that begins here is named by this mail.
      flags: { subject: words.subject(protocol) },
    },
    host.plugins,
  )
  // To the address that was left, whichever others the person has.
  const recipients = [{ kind: 'email', value: email, verified: false }]
  await tx`update outbox set recipients = ${json(tx, recipients)} where message_id = ${id}`
  const text = words.noteHere(unread.length, thread.protocol)
  await writeNote(tx, { conversationId: claim.conversation_id, text })
  return true
}

const filesIn = (content: Part[], name: (file: string) => string): string[] =>
  content.flatMap((part) => (part.k === 'media' ? name(part.media.filename ?? part.media.mime) : []))
