import { describe, expect, test } from 'vitest'
import { fits, mergeTop, type Pages, patchRow, stretch } from '../src/console/live/list-cache.ts'
import type { Row } from '../src/console/model.ts'

const row = (id: string, minute: number, more: Partial<Row> = {}): Row => ({
  id,
  protocol: id,
  status: 'open',
  owner: 'human',
  channel: 'webchat',
  inbox_id: 'i',
  inbox_name: 'Chat',
  contact_id: 'c',
  contact_name: id,
  contact_address: null,
  assignee_id: null,
  assignee_name: null,
  team_id: null,
  team_name: null,
  priority: 'normal',
  tags: [],
  last_message_at: `2026-11-22T12:${String(minute).padStart(2, '0')}:00Z`,
  last_message_preview: '',
  last_message_direction: 'in',
  last_seq: 1,
  read_seq: 0,
  waiting_since: null,
  unread: true,
  ...more,
})
const pages = (...stretches: ReturnType<typeof stretch>[]): Pages => ({
  pages: stretches,
  pageParams: stretches.map(() => null),
})
const ids = (list: Pages) => list.pages.flatMap((page) => page.rows.map((one) => one.id))

describe('a list that is refreshed from its top', () => {
  const list = pages(stretch([row('a', 9), row('b', 8)], 2), stretch([row('c', 7), row('d', 6)], 2))

  test('shows a conversation that was written in first, once, and loses none of the others', () => {
    const merged = mergeTop(list, stretch([row('d', 10), row('a', 9)], 2))
    expect(ids(merged)).toEqual(['d', 'a', 'b', 'c'])
  })

  test('goes on being fetched where it ended before', () => {
    const merged = mergeTop(list, stretch([row('new', 10), row('a', 9)], 2))
    expect(merged.pages.at(-1)?.next?.id).toBe('d')
    expect(ids(merged)).toEqual(['new', 'a', 'b', 'c', 'd'])
  })

  test('drops what is no longer where the fresh page says it would be', () => {
    const merged = mergeTop(list, stretch([row('a', 9), row('c', 7)], 2))
    expect(ids(merged)).toEqual(['a', 'c', 'd'])
  })

  test('is what the fresh page says when that page holds everything', () => {
    const merged = mergeTop(list, stretch([row('a', 9)], 2))
    expect(ids(merged)).toEqual(['a'])
    expect(merged.pages[0]?.next).toBeNull()
  })

  test('orders by id what was written in the same instant', () => {
    const same = pages(stretch([row('b', 9), row('a', 9)], 2))
    expect(ids(mergeTop(same, stretch([row('c', 9), row('b', 9)], 2)))).toEqual(['c', 'b', 'a'])
  })
})

describe('a conversation fits', () => {
  test.each([
    ['mine', { status: 'open', assignee_id: 'me' }, true],
    ['mine', { status: 'open', assignee_id: 'other' }, false],
    ['mine', { status: 'resolved', assignee_id: 'me' }, false],
    ['unassigned', { status: 'pending', assignee_id: null }, true],
    ['unassigned', { status: 'open', assignee_id: 'me' }, false],
    ['all', { status: 'open', assignee_id: 'other' }, true],
    ['all', { status: 'resolved', assignee_id: null }, false],
    ['resolved', { status: 'resolved', assignee_id: null }, true],
    ['resolved', { status: 'open', assignee_id: null }, false],
  ] as const)('the view %s when %o: %s', (view, conversation, expected) => {
    expect(fits(conversation, view, 'me')).toBe(expected)
  })
})

test('a conversation that changes leaves the views it no longer fits', () => {
  const list = pages(stretch([row('a', 9), row('b', 8)], 2))
  const changed = patchRow(list, 'a', { status: 'resolved' }, (one) => fits(one, 'all', 'me'))
  expect(ids(changed)).toEqual(['b'])
})

test('a change to a conversation that is not listed leaves the list untouched', () => {
  const list = pages(stretch([row('a', 9)], 2))
  expect(patchRow(list, 'z', { status: 'resolved' }, () => false)).toBe(list)
})
