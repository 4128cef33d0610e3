import type { Perform } from './scene.ts'

/** Adds and removes tags of the conversation; at most 50 stay. */
export const tag: Perform = async ({ tx, context }, params) => {
  const [add, remove] = [words(params.add), words(params.remove)]
  const [row] = await tx<{ tags: string[] }[]>`
    update conversations set tags = array(
      select t from (select t, min(n) as n from unnest(tags || ${add}::text[]) with ordinality as x (t, n)
        where t <> all (${remove}::text[]) group by t) kept order by n limit 50)
    where id = ${context.conversation.id} returning tags`
  return { ok: true, tags: row?.tags ?? [] }
}

const words = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
