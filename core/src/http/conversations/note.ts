import type { NewAttachment } from '../../contract/index.ts'
import { json, type Tx } from '../../store/database.ts'
import type { Caller } from '../auth/caller.ts'
import type { Thread } from './thread.ts'

/** Writes what only colleagues see: a message of its own in the order of the conversation, never sent to anyone. */
export const writeNote = async (
  tx: Tx,
  caller: Caller,
  thread: Thread,
  { text, attachments, key }: { text: string; attachments: NewAttachment[]; key: string | undefined },
): Promise<{ conversation_id: string; seq: number }> => {
  const content = [
    ...(text ? [{ k: 'text', text }] : []),
    ...attachments.map(({ path, mime, name, size }) => ({
      k: 'media',
      media: { id: path, mime, filename: name, size },
    })),
  ]
  // Whoever writes a note has read the conversation; without that a note would make it look unread.
  const [place] = await tx<{ conversation_id: string; seq: number }[]>`
    with thread as (
      update public.conversations set last_seq = last_seq + 1, read_seq = last_seq + 1 where id = ${thread.id}
      returning id, organization_id, inbox_id, last_seq
    ), note as (
      insert into public.messages (organization_id, conversation_id, inbox_id, seq, direction, author_kind, author_id, text, content, client_id)
      select organization_id, id, inbox_id, last_seq, 'note', 'agent', ${caller.userId}::uuid, ${text}, ${json(tx, content)}, ${key ?? null}::uuid
      from thread
      returning id, organization_id, conversation_id, seq
    ), files as (
      insert into public.attachments (organization_id, message_id, position, mime, name, size, path, status)
      select organization_id, id, n - 1, file ->> 'mime', file ->> 'name', (file ->> 'size')::bigint, file ->> 'path', 'stored'
      from note, jsonb_array_elements(${json(tx, attachments)}) with ordinality as x (file, n)
    )
    select conversation_id, seq from note`
  if (!place) throw new Error('a note that was inserted came back empty')
  return place
}
