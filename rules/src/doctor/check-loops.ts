import { text } from '../text.ts'
import { circles } from './circles.ts'
import { cubesOf, meetAll } from './cube.ts'
import type { DoctorFinding } from './doctor-finding.ts'
import { decideOnly } from './engine.ts'
import { type Entry, type Examination, isComparable } from './entry.ts'
import { type Facts, factsOf } from './example.ts'
import { readCondition } from './formula.ts'
import { exampleInWords, quote, say } from './words.ts'
import { writesOf } from './writes.ts'

const LOOP = text(
  'As regras {rules} se chamam em círculo: o que uma muda faz a outra mudar de volta, até a trava parar. Junte uma condição que quebre o círculo.',
  'Las reglas {rules} se llaman en círculo: lo que una cambia hace que la otra lo cambie de vuelta, hasta que el freno las detiene. Agregue una condición que rompa el círculo.',
  'The rules {rules} call each other in a circle: what one changes makes the other change it back, until the guard stops them. Add a condition that breaks the circle.',
)
const SHOWS = text(
  'Com {facts} elas se revezam sem fim.',
  'Con {facts} se turnan sin fin.',
  'With {facts} they take turns without end.',
)

// The facts that an action changes and the event that its change causes.
const CAUSES: Readonly<Record<string, { readonly event: string; readonly fact?: string }>> = {
  status: { event: 'status-changed', fact: 'conversation.state' },
  'assign team': { event: 'assigned', fact: 'conversation.team' },
  'assign agent': { event: 'assigned' },
}
const EVENTS = new Set(['status-changed', 'assigned'])
const STATES = ['open', 'pending', 'resolved']
const MOST_RULES = 60
const MOST_TURNS = 24

/** Finds background rules whose changes set each other off without end, and follows one such circle in the engine. */
export async function checkLoops(
  entries: readonly Entry[],
  examination: Examination,
): Promise<readonly DoctorFinding[]> {
  const players = entries.filter(({ rule, on }) => rule.lane === 'background' && EVENTS.has(on.event))
  const movers = players.filter(
    (entry) => isComparable(entry) && writesOf(entry.rule).some(({ target }) => target in CAUSES),
  )
  if (movers.length < 2 || players.length > MOST_RULES) return []
  const findings: DoctorFinding[] = []
  for (const circle of circles(movers, (from, to) => setsOff(from, to, examination)))
    for (const start of circle) {
      const turn = await follow(start, players, examination)
      if (turn === null) continue
      findings.push(findingOf(turn.rules, turn.facts, examination))
      break
    }
  return findings
}

// Whether one rule's change causes the other's event and leaves its conditions possible.
function setsOff(from: Entry, to: Entry, { catalogue }: Examination): boolean {
  return writesOf(from.rule).some(({ target, value }) => {
    const cause = CAUSES[target]
    if (cause === undefined || cause.event !== to.on.event) return false
    if (cause.fact === undefined || typeof value !== 'string') return true
    const asked = readCondition({ fact: cause.fact, operator: 'equal', value }, {}, catalogue)
    const [after] = (asked && cubesOf(asked.formula, catalogue)) ?? []
    return after !== undefined && (to.cubes ?? []).some((cube) => meetAll(cube, after, catalogue) !== null)
  })
}

interface Turn {
  readonly rules: readonly Entry[]
  readonly facts: Facts
}

// Plays the events through with every rule that listens to them; a state seen before, reached again, is a circle.
async function follow(start: Entry, players: readonly Entry[], { catalogue }: Examination): Promise<Turn | null> {
  for (const cube of start.cubes ?? []) {
    const begin = factsOf(cube, start.on)
    if (begin === null) continue
    const written = writesOf(start.rule).find(({ target }) => target === 'status')?.value
    let facts: Facts = { 'conversation.state': STATES.find((state) => state !== written), ...begin }
    const first = facts
    let waiting: readonly string[] = [start.on.event]
    let agent: unknown
    const seen = new Map<string, number>()
    const acted: Entry[][] = []
    for (let turn = 0; turn < MOST_TURNS && waiting[0] !== undefined; turn++) {
      const [event, ...others] = waiting
      const state = JSON.stringify([event, others, agent, facts])
      const before = seen.get(state)
      if (before !== undefined) return { rules: [...new Set(acted.slice(before).flat())], facts: first }
      seen.set(state, turn)
      const { background } = await decideOnly(players, { ...facts, 'event.type': event }, catalogue)
      const movers = background.flatMap(({ ruleId }) => players.find(({ rule }) => rule.id === ruleId) ?? [])
      const after = applied(facts, agent, movers)
      acted.push(movers.filter((entry) => writesOf(entry.rule).some(({ target }) => target in CAUSES)))
      waiting = [...others, ...after.events]
      facts = { ...after.facts, 'event.type': event }
      agent = after.agent
    }
  }
  return null
}

function applied(before: Facts, agentBefore: unknown, movers: readonly Entry[]) {
  const facts: Facts = { ...before }
  let agent = agentBefore
  for (const { rule } of movers)
    for (const { target, value } of writesOf(rule)) {
      const fact = CAUSES[target]?.fact
      if (fact !== undefined) facts[fact] = value
      else if (target === 'assign agent') {
        agent = value
        facts['conversation.assigned'] = true
      } else if (target === 'priority') facts['conversation.priority'] = value
      else if (target.startsWith('tag ')) {
        const tag = target.slice('tag '.length)
        const tags = Array.isArray(facts['conversation.tags']) ? facts['conversation.tags'] : []
        facts['conversation.tags'] = value === true ? [...new Set([...tags, tag])] : tags.filter((one) => one !== tag)
      } else {
        const [object = '', name = ''] = target.split('.')
        if (object !== 'contact' && object !== 'conversation') continue
        facts[`${object}.attributes`] = { ...(facts[`${object}.attributes`] as object | undefined), [name]: value }
      }
    }
  const events = [
    ...(facts['conversation.state'] === before['conversation.state'] ? [] : ['status-changed']),
    ...(facts['conversation.team'] === before['conversation.team'] && agent === agentBefore ? [] : ['assigned']),
  ]
  return { facts, agent, events }
}

function findingOf(rules: readonly Entry[], facts: Facts, { locale }: Examination): DoctorFinding {
  const [first, ...others] = [...rules].sort((a, b) => a.position - b.position)
  const names = rules.map(({ rule }) => quote(rule.name)).join(' → ')
  return {
    kind: 'loop',
    severity: 'error',
    ruleId: first?.rule.id ?? null,
    otherIds: others.map(({ rule }) => rule.id),
    pointer: `/rules/${first?.position ?? 0}`,
    message: say(LOOP, locale, { rules: names }),
    example: { facts, shows: say(SHOWS, locale, { facts: exampleInWords(facts) }) },
  }
}
