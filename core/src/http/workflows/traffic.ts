import { fold } from '@faladesk/rules'
import type { CountWords, Traffic, TrafficQuery, WordHits } from '../../contract/index.ts'
import type { Tx } from '../../store/database.ts'
import { readWorkflow } from './drafts.ts'

// Enough to tell what customers write, and little enough to be counted while somebody waits.
const latest = 50_000

/** How often each rule of a workflow acted lately, and when last. */
export async function readTraffic(tx: Tx, id: string, { days }: TrafficQuery): Promise<Traffic> {
  await readWorkflow(tx, id)
  const [row] = await tx<Traffic[]>`
    with lately as materialized (
      select matched, actions, event, created_at from public.decisions
      where created_at >= now() - make_interval(days => ${days}) order by created_at desc limit ${latest}),
    acted as (
      select r.rule, l.created_at from lately l cross join lateral jsonb_array_elements_text(case
        when l.matched is not null then coalesce(l.matched -> ${id}::text, '[]')
        -- Decisions that were stored before rules were counted name them in their receipts.
        else coalesce((select jsonb_agg(a -> 'rule') from jsonb_array_elements(l.actions) a where a ? 'rule'), '[]') end) r(rule))
    select now() - make_interval(days => ${days}) as since, (select count(*) from lately where event = 'message-received') as messages,
      coalesce((select jsonb_agg(x) from (select rule as id, count(*) as matched, max(created_at) as "lastAt" from acted
        group by rule order by count(*) desc, rule) x), '[]') as rules`
  if (!row) throw new Error('a count came back empty')
  return row
}

/** In how many of the latest messages each word or phrase stands. Words are compared as the rules' own operators do. */
export async function countWords(tx: Tx, id: string, { words, days }: CountWords): Promise<WordHits> {
  await readWorkflow(tx, id)
  // Of a word without letters or digits (an emoji) only its own characters can be looked for.
  const folded = words.map((word) => (/[\p{L}\p{N}]/u.test(word) ? fold(word).padded : ''))
  const [row] = await tx<WordHits[]>`
    with lately as materialized (
      select left(m.text, 4000) as text,
        ' ' || trim(regexp_replace(private.fold(left(m.text, 4000)), '[^[:alnum:]]+', ' ', 'g')) || ' ' as said
      from (select message_id, organization_id from public.decisions
        where created_at >= now() - make_interval(days => ${days}) order by created_at desc limit ${latest}) d
      join public.messages m on m.id = d.message_id and m.organization_id = d.organization_id and m.direction = 'in'),
    counted as (
      select w.word, w.place, (select count(*) from lately l where case when w.folded = ''
        then position(w.word in l.text) > 0 else position(w.folded in l.said) > 0 end) as count
      from unnest(${words}::text[], ${folded}::text[]) with ordinality w(word, folded, place))
    select (select count(*) from lately) as messages,
      coalesce((select jsonb_agg(jsonb_build_object('word', word, 'count', count) order by place) from counted), '[]') as hits`
  if (!row) throw new Error('a count came back empty')
  return row
}
