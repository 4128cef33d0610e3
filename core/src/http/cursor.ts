import { say } from '@faladesk/plugin-sdk'
import type { Page, PageQuery } from '../contract/index.ts'
import { badFields } from './refusal.ts'

/** Packs the sort keys of a page's last row. */
export const cursorOf = (keys: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify(keys)).toString('base64url')

/** Opens a cursor into as many keys as it must have; throws a 400 naming the field when it is not one of ours. */
export const openCursor = (cursor: string | undefined, shape: readonly RegExp[]): string[] | null => {
  if (cursor === undefined) return null
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    if (Array.isArray(keys) && keys.length === shape.length && shape.every((form, n) => form.test(String(keys[n]))))
      return keys.map(String)
  } catch {
    // Told below, together with every other cursor that is not ours.
  }
  throw badFields({
    field: 'cursor',
    message: say(
      'Use o valor de `next` da página anterior, sem mudar nada.',
      'Use el valor de `next` de la página anterior, sin cambios.',
      'Use the value of `next` of the page before, unchanged.',
    ),
  })
}

/** Makes a page of rows read with one more than `limit`: the extra one only says that there is more. */
export const pageOfRows = <R>(rows: readonly R[], limit: number, keys: (row: R) => (string | number)[]): Page<R> => {
  const data = rows.slice(0, limit)
  const last = data.at(-1)
  return { data, next: rows.length > limit && last ? cursorOf(keys(last)) : null }
}

/** Forms of the keys cursors hold. */
export const keyForms = {
  uuid: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  instant: /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}(:?\d{2})?)$/,
  number: /^\d{1,15}$/,
  text: /^[\s\S]{0,500}$/,
}

/** Makes a page of a list that is in memory; `search` is looked for in what `textOf` gives. */
export const pageOfArray = <T>(items: readonly T[], query: PageQuery, textOf: (item: T) => string): Page<T> => {
  const from = Number(openCursor(query.cursor, [keyForms.number])?.[0] ?? 0)
  const search = query.search?.trim().toLowerCase() ?? ''
  const found = items.filter((item) => textOf(item).toLowerCase().includes(search))
  const until = from + query.limit
  return { data: found.slice(from, until), next: until < found.length ? cursorOf([until]) : null }
}
