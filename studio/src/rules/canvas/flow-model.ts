import { LANES, type Lane, type RuleDocument, type RuleTrigger } from '@faladesk/rules'
import { type FolderRun, folderRuns, type PlacedRule, rulesOfLane } from '../find/folder-runs.ts'
import { type FlowAction, groupActions } from './flow-actions.ts'

/** One line of a lane's column: a rule, or a group of rules shown as one card or opened in place. */
export type FlowRow =
  | { readonly kind: 'rule'; readonly id: string; readonly placed: PlacedRule }
  | {
      readonly kind: 'group'
      readonly id: string
      /** The folder's name; null for rules grouped only because they are many. */
      readonly folder: string | null
      readonly continued: boolean
      readonly open: boolean
      readonly rules: readonly PlacedRule[]
    }

/** What happens, and the rules of one lane that wait for it. */
export interface FlowBlock {
  readonly eventId: string
  readonly trigger: RuleTrigger
  readonly laneId: string
  readonly lane: Lane
  readonly rows: readonly FlowRow[]
  readonly actions: readonly FlowAction[]
  /** The lane has an end of its own: where nothing matched, the AI or a person answers. */
  readonly hasRest: boolean
}

// More rules than this are a wall of cards: folders start closed, and loose rules are gathered.
const MANY = 150
const GATHERED = 25
const GROUPS_AT_MOST = 60

/** The card of a rule. */
export const ruleNodeId = (ruleId: string) => `rule:${ruleId}`
/** The card at the end of a reply lane. */
export const restNodeId = ({ laneId }: Pick<FlowBlock, 'laneId'>) => `rest:${laneId}`
/** The card of an event; silent events of different minutes are different events. */
export const eventNodeId = ({ event, minutes }: RuleTrigger) => `event:${event}${minutes ? `:${minutes}` : ''}`

const usual: RuleTrigger = { event: 'message-received' }

/** A workflow as blocks: event by event and lane by lane, in the document's order. `toggled` groups are not as they would be by themselves. */
export function flowModel(document: RuleDocument, toggled: ReadonlySet<string>): readonly FlowBlock[] {
  const many = document.rules.length > MANY
  const size = Math.max(GATHERED, Math.ceil(document.rules.length / GROUPS_AT_MOST / GATHERED) * GATHERED)
  const lanes = LANES.map((lane) => ({ lane, rules: rulesOfLane(document, lane) }))
  return triggersOf(document).flatMap((trigger) => {
    const eventId = eventNodeId(trigger)
    return lanes.flatMap(({ lane, rules }): FlowBlock[] => {
      const mine = rules.filter(({ rule }) => eventNodeId(rule.on ?? usual) === eventId)
      // A message always has its reply lane: what happens when no rule matches must be seen too.
      const hasRest = lane === 'reply' && trigger.event === usual.event
      if (mine.length === 0 && !hasRest) return []
      const laneId = `lane:${eventId}:${lane}`
      const runs = folderRuns(mine, `${laneId}:`)
      const rows = runs.flatMap((run) => rowsOf(run, many, size, toggled))
      return [{ eventId, trigger, laneId, lane, rows, actions: groupActions(laneId, mine), hasRest }]
    })
  })
}

/** Which group a rule stands in, if any. */
export const groupOf = (blocks: readonly FlowBlock[], ruleId: string): (FlowRow & { kind: 'group' }) | null => {
  for (const { rows } of blocks)
    for (const row of rows) if (row.kind === 'group' && row.rules.some(({ rule }) => rule.id === ruleId)) return row
  return null
}

function rowsOf(run: FolderRun, many: boolean, size: number, toggled: ReadonlySet<string>): readonly FlowRow[] {
  const group = (id: string, rules: readonly PlacedRule[]): FlowRow => {
    const open = toggled.has(id) ? many : !many
    return { kind: 'group', id, folder: run.folder, continued: run.continued, open, rules }
  }
  if (run.folder !== null) return [group(`group:${run.key}`, run.rules)]
  if (!many || run.rules.length <= 3)
    return run.rules.map((placed) => ({ kind: 'rule', id: ruleNodeId(placed.rule.id), placed }))
  const groups: FlowRow[] = []
  for (let from = 0; from < run.rules.length; from += size)
    groups.push(group(`group:${run.key}:${from}`, run.rules.slice(from, from + size)))
  return groups
}

function triggersOf(document: RuleDocument): readonly RuleTrigger[] {
  const byId = new Map([[eventNodeId(usual), usual]])
  for (const { on } of document.rules) if (on && !byId.has(eventNodeId(on))) byId.set(eventNodeId(on), on)
  return [...byId.values()]
}
