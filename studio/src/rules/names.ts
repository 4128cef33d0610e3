/** What ids stand for, and which words the editor may offer where a rule names someone. */
export interface Names {
  teams: readonly { id: string; name: string }[]
  agents: readonly { id: string; name: string }[]
  inboxes: readonly { id: string; name: string }[]
  policies: readonly { id: string; name: string }[]
  tags: readonly string[]
}

/** Finds the name a sentence should use for an id; a rule that already says a name keeps it. */
export const nameFinder = (names: Names) => (kind: 'team' | 'agent' | 'inbox' | 'policy', id: string) => {
  const known = { team: names.teams, agent: names.agents, inbox: names.inboxes, policy: names.policies }[kind]
  return known.find((one) => one.id === id)?.name
}

/**
 * The rule document's JSON Schema with the organization's own teams, agents, inboxes and tags to choose from.
 * For completion only: whether a document may be saved is for validateDocument() and the server to say.
 */
export function withNames(schema: object, names: Names): object {
  const choices: Record<string, readonly string[]> = {
    team: names.teams.map((team) => team.name),
    agent: names.agents.map((agent) => agent.name),
    inbox: names.inboxes.map((inbox) => inbox.name),
    policy: names.policies.map((policy) => policy.name),
    add: names.tags,
    remove: names.tags,
  }
  return JSON.parse(JSON.stringify(schema), (_key, node) => {
    const properties = (node as { properties?: Record<string, { type?: string; items?: object }> } | null)?.properties
    if (!properties) return node
    for (const [name, field] of Object.entries(properties)) {
      const offered = choices[name]
      if (!offered || offered.length === 0) continue
      if (field.type === 'string') properties[name] = { ...field, enum: offered } as never
      if (field.type === 'array' && field.items) field.items = { ...field.items, enum: offered } as never
    }
    return node
  }) as object
}
