import type { Rule } from '../document.ts'

/** One thing a background rule sets, and to what. */
export interface Write {
  /** `priority`, `contact.plano`, `tag boleto`… */
  readonly target: string
  readonly value: unknown
}

/** What a rule's action sets; two rules that set the same target differently undo each other. */
export function writesOf({ lane, event: { type, params = {} } }: Rule): readonly Write[] {
  if (lane !== 'background') return []
  switch (type) {
    case 'priority':
    case 'status':
      return [{ target: type, value: params.value }]
    case 'sla':
      return [{ target: type, value: params.policy }]
    case 'set-attribute':
      return [
        {
          target: `${params.on === 'contact' ? 'contact' : 'conversation'}.${String(params.name)}`,
          value: params.value,
        },
      ]
    case 'assign':
      return (['team', 'agent'] as const).flatMap((key) =>
        params[key] === undefined ? [] : [{ target: `assign ${key}`, value: params[key] }],
      )
    case 'tag': {
      const removed = words(params.remove)
      const added = words(params.add).filter((tag) => !removed.includes(tag))
      return [
        ...added.map((tag) => ({ target: `tag ${tag}`, value: true })),
        ...removed.map((tag) => ({ target: `tag ${tag}`, value: false })),
      ]
    }
    default:
      return []
  }
}

const words = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : [])

/** Whether everything the first rule sets, the second sets otherwise. */
export function undoes(one: Rule, other: Rule): boolean {
  const theirs = new Map(writesOf(other).map(({ target, value }) => [target, value]))
  const mine = writesOf(one)
  return mine.length > 0 && mine.every(({ target, value }) => theirs.has(target) && theirs.get(target) !== value)
}
