import type { Catalogue } from '@faladesk/rules'
import { type Asked, askWorkflows } from '../decide/ask-workflows.ts'
import type { Facts } from '../decide/facts.ts'
import { speaksBesideHumans, triggersOf } from '../decide/happening.ts'
import type { ClosedWindow } from './closed-window.ts'
import { type Fallback, outcomeOf } from './outcome.ts'
import { fromPast, lazyNames, partFacts, preparedFrom } from './past.ts'
import { createTally, type Group, type Place, type Tallied } from './tally.ts'

/** One workflow of the organization, as it was and as it would be; the same document where it is not the one that changes. */
export interface Replayed {
  id: string
  before: unknown
  after: unknown
  stopped: string[]
}

/** One decision of the past: the facts as they were then, as JSON, and what happened. */
export interface Past extends Place {
  facts: string
  event: string
  minutes: number | null
  opened: boolean
  /** Why nothing answered the message by itself, whatever the rules said. */
  unanswered: string | null
  inboxId: string
}

/** Replays decisions of the past through two sets of rules and counts what changes. Fetches nothing. */
export function createReplay(
  workflows: readonly Replayed[],
  fallback: Fallback,
  inboxes: readonly ClosedWindow[],
  catalogue: Catalogue,
) {
  const names = lazyNames(catalogue)
  const closedIn = new Map(inboxes.map((inbox) => [inbox.inboxId, inbox]))
  const tally = createTally()
  const before: Asked[] = []
  const after: Asked[] = []
  for (const { id, before: old, after: young, stopped } of workflows) {
    const common = { id, version: 0, stopped: new Set(stopped) }
    const prepared = preparedFrom(old, catalogue)
    before.push({ ...common, prepared })
    after.push({ ...common, prepared: young === old ? prepared : preparedFrom(young, catalogue) })
  }

  const add = async (past: Past) => {
    const { eager, late } = partFacts(JSON.parse(past.facts) as Facts, names)
    const isEvent = past.event !== 'message-received'
    const skipped = whySilent(past, eager)
    const otherwise = skipped || isEvent ? 'none' : fallback
    const asking = {
      skipped,
      events: triggersOf(past),
      partial: true,
      lazy: { names, fetch: fromPast(late) },
    }
    const said = await askWorkflows(before, eager, asking)
    const would = await askWorkflows(after, eager, asking)
    const inbox = closedIn.get(past.inboxId)
    tally.add(
      { conversationId: past.conversationId, decisionId: past.decisionId },
      outcomeOf(said, eager, otherwise, inbox),
      outcomeOf(would, eager, otherwise, inbox),
      { isEvent, isUnknown: [...would.sought].some((name) => isUnknown(name, late, catalogue)) },
    )
  }

  return {
    /** Adds decisions; answers the groups that grew. */
    async add(page: readonly Past[]): Promise<Group[]> {
      for (const past of page) await add(past)
      return tally.grown()
    },
    result: (): Tallied => tally.result(),
  }
}

// As the pipeline does (decide.ts).
const whySilent = ({ event, unanswered }: Past, facts: Facts): string | null =>
  facts['conversation.owner'] === 'human' && !speaksBesideHumans.has(event as never) ? 'human-owner' : unanswered

// Facts of one group are fetched together: where none of it was stored, nobody asked.
function isUnknown(name: string, late: Facts, { facts }: Catalogue): boolean {
  const group = facts.get(name)?.group
  return group !== undefined && !Object.keys(late).some((known) => facts.get(known)?.group === group)
}
