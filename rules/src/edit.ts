import { FORBIDDEN_KEYS } from './limits.ts'

/** One change of a JSON document, with the meaning RFC 6902 gives its `op`. The pointer is RFC 6901; `-` is the place after a list's last item. */
export interface Edit {
  readonly op: 'replace' | 'add' | 'remove'
  readonly pointer: string
  readonly value?: unknown
}

type Keyed = Readonly<Record<string, unknown>>

/**
 * The document after the edits, one after another; what no edit touches is the very same object as before, keys keep
 * their order, and the document given stays as it is. Throws a sentence when a pointer leads nowhere.
 */
export const applyEdits = <Document>(document: Document, edits: readonly Edit[]): Document =>
  edits.reduce<unknown>((before, edit) => applied(before, stepsOf(edit.pointer), edit), document) as Document

/** A JSON pointer from its steps: `/` and `~` inside a step are escaped. */
export const pointerTo = (...steps: readonly (string | number)[]): string =>
  steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

/** The steps of a JSON pointer; throws when it does not begin with `/`. */
export function stepsOf(pointer: string): readonly string[] {
  if (pointer === '') return []
  if (!pointer.startsWith('/')) throw new Error(`"${pointer}" is not a JSON pointer: it must begin with "/"`)
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** What a pointer points at, or undefined when it leads nowhere. */
export function valueAt(document: unknown, pointer: string): unknown {
  let here = document
  for (const step of stepsOf(pointer)) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined
    here = (here as Keyed)[step]
  }
  return here
}

/** The edits that put what `from` points at to `to`, as RFC 6902's `move`: taken out first, so `to` counts without it. */
export const moveEdits = (document: unknown, from: string, to: string): readonly Edit[] => [
  { op: 'remove', pointer: from },
  { op: 'add', pointer: to, value: valueAt(document, from) },
]

function applied(here: unknown, steps: readonly string[], edit: Edit): unknown {
  const [step, ...rest] = steps
  if (step === undefined) {
    if (edit.op === 'remove') throw new Error('The whole document cannot be removed')
    return edit.value
  }
  if (FORBIDDEN_KEYS.has(step)) throw new Error(`The key "${step}" may not be edited ("${edit.pointer}")`)
  if (Array.isArray(here)) return inList(here, step, rest, edit)
  if (typeof here === 'object' && here !== null) return inObject(here as Keyed, step, rest, edit)
  throw new Error(`"${edit.pointer}" leads nowhere: there is nothing to go into before "${step}"`)
}

function inList(list: readonly unknown[], step: string, rest: readonly string[], edit: Edit): readonly unknown[] {
  const adding = rest.length === 0 && edit.op === 'add'
  const index = step === '-' && adding ? list.length : /^(0|[1-9]\d*)$/u.test(step) ? Number(step) : Number.NaN
  if (!(index <= (adding ? list.length : list.length - 1)))
    throw new Error(`"${edit.pointer}" leads nowhere: the list has ${list.length} items and no place "${step}"`)
  if (rest.length > 0) return list.with(index, applied(list[index], rest, edit))
  if (edit.op === 'add') return list.toSpliced(index, 0, edit.value)
  return edit.op === 'remove' ? list.toSpliced(index, 1) : list.with(index, edit.value)
}

function inObject(object: Keyed, step: string, rest: readonly string[], edit: Edit): Keyed {
  const exists = Object.hasOwn(object, step)
  if (!exists && (rest.length > 0 || edit.op !== 'add'))
    throw new Error(`"${edit.pointer}" leads nowhere: there is no "${step}"`)
  if (rest.length === 0 && edit.op === 'remove') {
    const { [step]: _gone, ...kept } = object
    return kept
  }
  // Spreading keeps a replaced key in its place; a new one comes last.
  return { ...object, [step]: rest.length === 0 ? edit.value : applied(object[step], rest, edit) }
}
