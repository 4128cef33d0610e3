import type { MessageTemplate, ReplyPolicy } from '@faladesk/core/contract'
import { categoryOf, stateOf } from '../templates/template-words.ts'

/** What a reply may become once the window is closed. */
export const ways = ['template', 'paid_template', 'channel'] as const
export type Way = (typeof ways)[number]

/** The field of a policy that holds the template of a way; another channel needs none. */
export const templateField = { template: 'template', paid_template: 'paidTemplate', channel: null } as const

/** The ways in the order they are shown: those that are tried, as they are tried, then the others. */
export const orderOf = ({ closed }: ReplyPolicy): Way[] => [...closed, ...ways.filter((way) => !closed.includes(way))]

/** The policy with a way tried last, or no more. */
export const withWay = (policy: ReplyPolicy, way: Way, on: boolean): ReplyPolicy => ({
  ...policy,
  closed: on ? [...policy.closed.filter((one) => one !== way), way] : policy.closed.filter((one) => one !== way),
})

/** The policy with a way tried one place earlier or later. */
export function moved(policy: ReplyPolicy, way: Way, by: -1 | 1): ReplyPolicy {
  const from = policy.closed.indexOf(way)
  const to = from + by
  if (from < 0 || to < 0 || to >= policy.closed.length) return policy
  const closed = policy.closed.filter((one) => one !== way)
  return { ...policy, closed: closed.toSpliced(to, 0, way) }
}

/** Whether every way that is tried knows its template, and every placeholder its words. */
export const isComplete = (policy: ReplyPolicy): boolean =>
  policy.closed.every((way) => {
    const field = templateField[way]
    if (field === null) return true
    const template = policy[field]
    return template !== undefined && Object.values(template.variables ?? {}).every((text) => text.trim() !== '')
  })

/** Templates that may stand for a way: approved, and a free answer is never one that sells. */
export const templatesFor = (way: Way, templates: readonly MessageTemplate[]): MessageTemplate[] =>
  templates.filter(
    (template) => stateOf(template) === 'approved' && (way !== 'template' || categoryOf(template) === 'utility'),
  )

/** A template with a first guess at its variables: the name in front, the answer itself at the end. */
export function chosen({ ref, language, variables }: MessageTemplate): NonNullable<ReplyPolicy['template']> {
  const guess = (place: number) =>
    place === variables.length - 1 ? '{{reply.text}}' : place === 0 ? '{{contact.name}}' : '{{conversation.protocol}}'
  return { ref, language, variables: Object.fromEntries(variables.map((name, place) => [name, guess(place)])) }
}
