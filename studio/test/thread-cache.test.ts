import { describe, expect, test } from 'vitest'
import { addOlder, lastSeq, mergeMessages, mergeThread, patchMessage } from '../src/console/live/thread-cache.ts'
import type { Message, Thread } from '../src/console/model.ts'

const message = (seq: number | null, more: Partial<Message> = {}): Message => ({
  id: `m${seq}`,
  conversation_id: 'c',
  seq,
  direction: 'in',
  author_kind: 'contact',
  author_id: null,
  author_name: null,
  text: String(seq),
  content: [],
  flags: {},
  status: null,
  error: null,
  decision_id: null,
  client_id: null,
  occurred_at: '2026-11-22T12:00:00Z',
  attachments: [],
  ...more,
})
const thread = (messages: Message[], more: Partial<Thread> = {}): Thread => ({
  conversation: {
    id: 'c',
    protocol: '1',
    status: 'open',
    owner: 'human',
    assignee_id: null,
    assignee_name: null,
    team_id: null,
    team_name: null,
    tags: [],
    last_seq: 0,
    read_seq: 0,
    waiting_since: null,
    created_at: '2026-11-22T12:00:00Z',
  },
  contact: { id: 'k', name: 'Ana', tags: [], attributes: {}, created_at: '2026-11-22T12:00:00Z', identities: [] },
  inbox: null,
  window: null,
  follows: null,
  earlier: [],
  messages,
  hasOlder: false,
  ...more,
})
const seqs = (held: { messages: Message[] }) => held.messages.map((one) => one.seq)

test('messages stand in the order of seq, whatever the order they came in', () => {
  expect(mergeMessages([message(3)], [message(2), message(1)]).map((one) => one.seq)).toEqual([1, 2, 3])
})

test('a message that is told twice is shown once, as it was told last', () => {
  const merged = mergeMessages([message(1, { status: 'sent' })], [message(1, { status: 'read' })])
  expect(merged).toHaveLength(1)
  expect(merged[0]?.status).toBe('read')
})

test('what was sent from here becomes the message core stored, not a second one', () => {
  const sending = message(null, { id: 'client', client_id: 'client', attempt: 'sending' })
  const stored = message(5, { client_id: 'client' })
  expect(mergeMessages([message(4), sending], [stored])).toEqual([message(4), stored])
})

test('what is still being sent stays below everything that has a place', () => {
  const sending = message(null, { id: 'client', client_id: 'client' })
  expect(mergeMessages([sending], [message(9)]).map((one) => one.seq)).toEqual([9, null])
})

describe('a thread that is read again', () => {
  test('keeps the older messages already loaded', () => {
    const held = thread([message(1), message(2), message(3)])
    const merged = mergeThread(held, thread([message(3), message(4)], { hasOlder: true }))
    expect(seqs(merged)).toEqual([1, 2, 3, 4])
    expect(merged.hasOlder).toBe(false)
  })

  test('starts anew when more was missed than one page holds, so that no gap is hidden', () => {
    const held = thread([message(1), message(2)])
    const merged = mergeThread(held, thread([message(50), message(51)], { hasOlder: true }))
    expect(seqs(merged)).toEqual([50, 51])
    expect(merged.hasOlder).toBe(true)
  })

  test('keeps what is still being sent, gap or not', () => {
    const sending = message(null, { id: 'client', client_id: 'client', attempt: 'sending' })
    expect(seqs(mergeThread(thread([message(1), sending]), thread([message(50)])))).toEqual([50, null])
  })

  test('never mixes two conversations', () => {
    const other = thread([message(7)])
    const fresh = { ...other, conversation: { ...other.conversation, id: 'd' } }
    expect(seqs(mergeThread(thread([message(1)]), fresh))).toEqual([7])
  })
})

test('the beginning is reached when fewer older messages come than were asked for', () => {
  const held = thread([message(3)], { hasOlder: true })
  expect(addOlder(held, [message(1), message(2)], 2).hasOlder).toBe(true)
  expect(addOlder(held, [message(2)], 2).hasOlder).toBe(false)
})

test('a message is changed by its id or by the id its composer gave it', () => {
  const held = thread([message(1), message(null, { id: 'x', client_id: 'client' })])
  expect(patchMessage(held, 'm1', { status: 'read' }).messages[0]?.status).toBe('read')
  expect(patchMessage(held, 'client', { attempt: 'refused' }).messages[1]?.attempt).toBe('refused')
})

test('what comes after the last seq held is what is missing', () => {
  expect(lastSeq(thread([message(2), message(9), message(null)]))).toBe(9)
  expect(lastSeq(thread([]))).toBe(0)
})

describe('a delivery never goes back', () => {
  const out = (status: Message['status']) => message(1, { direction: 'out', author_kind: 'agent', status })
  const statusAfter = (held: Message['status'], fresh: Message['status']) =>
    mergeMessages([out(held)], [out(fresh)])[0]?.status

  test('a slow read that still says delivered does not take "read" away', () => {
    expect(statusAfter('read', 'delivered')).toBe('read')
    expect(statusAfter('delivered', 'sent')).toBe('delivered')
  })

  test('news that goes forward is taken, a delivery after a failure too', () => {
    expect(statusAfter('sent', 'failed')).toBe('failed')
    expect(statusAfter('unknown', 'sent')).toBe('sent')
    expect(statusAfter('failed', 'delivered')).toBe('delivered')
  })
})
