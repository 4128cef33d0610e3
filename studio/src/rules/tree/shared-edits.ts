import { type Condition, type Edit, type Group, pointerTo, type RuleDocument, valueAt } from '@faladesk/rules'
import { referencesIn } from './condition-tree.ts'
import { freshName } from './fresh-name.ts'

/** Gives a condition a name of its own, so that other rules can use it; a reference stays in its place. */
export function shareCondition(document: RuleDocument, pointer: string): readonly Edit[] {
  const node = valueAt(document, pointer) as Condition
  const name = freshName(document)
  // A shared condition is a group: a bare comparison is put into one.
  const group = 'fact' in node ? { all: [node] } : node
  return [...addShared(document, name, group), { op: 'replace', pointer, value: { condition: name, name } }]
}

/** Adds a shared condition. */
export const addShared = (document: RuleDocument, name: string, group: Group): readonly Edit[] => [
  ...(document.conditions === undefined ? [{ op: 'add' as const, pointer: '/conditions', value: {} }] : []),
  { op: 'add', pointer: pointerTo('conditions', name), value: group },
]

/** Writes a shared condition out where it was only named. */
export function inlineShared(document: RuleDocument, pointer: string, isTop: boolean): readonly Edit[] | null {
  const node = valueAt(document, pointer) as Condition
  if (!('condition' in node)) return null
  const shared = valueAt(document, pointerTo('conditions', node.condition)) as Group | undefined
  if (shared === undefined) return null
  const [only] = 'all' in shared ? shared.all : []
  const value = only !== undefined && !isTop && 'all' in shared && shared.all.length === 1 ? only : shared
  return [{ op: 'replace', pointer, value }]
}

/** The rules and shared conditions that use a shared condition, by name. */
export function usersOf(
  document: RuleDocument,
  name: string,
): { rules: readonly { id: string; name: string }[]; shared: readonly string[] } {
  const rules = document.rules.filter((rule) => referencesIn(rule.conditions).includes(name))
  const shared = Object.entries(document.conditions ?? {})
    .filter(([, group]) => referencesIn(group).includes(name))
    .map(([other]) => other)
  return { rules: rules.map((rule) => ({ id: rule.id, name: rule.name })), shared }
}

/** Renames a shared condition and every use of it; its place among the others stays. Null when the name is taken or malformed. */
export function renameShared(document: RuleDocument, from: string, to: string): readonly Edit[] | null {
  const conditions = document.conditions ?? {}
  if (!/^[A-Za-z][\w-]{0,63}$/.test(to) || Object.hasOwn(conditions, to) || !Object.hasOwn(conditions, from))
    return null
  const renamed = Object.fromEntries(
    Object.entries(conditions).map(([name, group]) => [name === from ? to : name, withName(group, from, to)]),
  )
  const edits: Edit[] = [{ op: 'replace', pointer: '/conditions', value: renamed }]
  document.rules.forEach((rule, index) => {
    const conditions = withName(rule.conditions, from, to)
    if (conditions !== rule.conditions)
      edits.push({ op: 'replace', pointer: `/rules/${index}/conditions`, value: conditions })
  })
  return edits
}

// The same node where the name is not used, so that nothing else counts as changed.
function withName<Node extends Condition>(node: Node, from: string, to: string): Node {
  if ('condition' in node)
    return node.condition === from ? { ...node, condition: to, ...(node.name === from && { name: to }) } : node
  if ('not' in node) {
    const not = withName(node.not, from, to)
    return not === node.not ? node : { ...node, not }
  }
  const key = 'all' in node ? 'all' : 'any' in node ? 'any' : null
  if (key === null) return node
  const parts = (node as unknown as Record<string, readonly Condition[]>)[key] ?? []
  const changed = parts.map((part) => withName(part, from, to))
  return changed.every((part, index) => part === parts[index]) ? node : { ...node, [key]: changed }
}
