import type { RuleDocument } from '@faladesk/rules'

/** The tags a document's rules add or remove, by name: what its author will want to write again. */
export function tagsIn(document: RuleDocument): string[] {
  const tags = new Set<string>()
  for (const { event } of document.rules) {
    if (event.type !== 'tag') continue
    for (const list of [event.params?.add, event.params?.remove])
      if (Array.isArray(list)) for (const tag of list) if (typeof tag === 'string') tags.add(tag)
  }
  return [...tags].sort((a, b) => a.localeCompare(b))
}
