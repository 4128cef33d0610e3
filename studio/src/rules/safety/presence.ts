/** Where a person is: what they tell about themselves over the wire. */
export interface Whereabouts {
  user: string
  name: string
  /** The rule they look at. */
  rule: string | null
  /** Whether they have changes that are not saved. */
  editing: boolean
}

/** Someone else with this workflow open, once however many windows they have. */
export interface Other extends Whereabouts {}

/**
 * The other people in a presence state (`{key: [what each window told]}`), by name. Of several windows of one person
 * the one being edited in counts, else the one that points at a rule.
 */
export function othersIn(state: Readonly<Record<string, readonly object[]>>, me: string): readonly Other[] {
  const people = new Map<string, Other>()
  for (const told of Object.values(state).flat()) {
    if (!isWhereabouts(told) || told.user === me) continue
    const known = people.get(told.user)
    if (!known || weight(told) > weight(known)) people.set(told.user, told)
  }
  return [...people.values()].sort((a, b) => a.name.localeCompare(b.name))
}

const weight = ({ editing, rule }: Whereabouts) => (editing ? 2 : 0) + (rule === null ? 0 : 1)

// Other windows may run an older or newer Studio: what they tell is looked at before it is believed.
function isWhereabouts(told: object): told is Whereabouts {
  const { user, name, rule, editing } = told as Partial<Whereabouts>
  return (
    typeof user === 'string' &&
    typeof name === 'string' &&
    (rule === null || typeof rule === 'string') &&
    typeof editing === 'boolean'
  )
}
