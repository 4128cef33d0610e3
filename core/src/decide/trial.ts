import { type Asked, type Asking, askWorkflows, type Said } from './ask-workflows.ts'
import type { Facts } from './facts.ts'
import type { Candidate, PublishedWorkflow } from './workflow-cache.ts'

/** What the version on trial said of a message, as kept with the decision. */
export interface TrialRecord {
  workflow: string
  version: number
  mode: Candidate['mode']
  reply: string | null
  background: readonly string[]
  /** Whether it decided as the version in force; null where it needed a fact that only a call could have told. */
  same: boolean | null
}

/** Which version of each workflow decides on a conversation, and with whom it is compared. */
export interface Chosen {
  asked: readonly Asked[]
  trial: { workflow: string; candidate: Candidate; other: readonly Asked[] } | null
}

/** Chooses the versions for one conversation: always the same ones while nothing is published. */
export function chooseVersions(
  workflows: readonly PublishedWorkflow[],
  conversation: { id: string; inboxId: string },
): Chosen {
  const inForce = versionsOf(workflows, () => false)
  const tried = workflows.find(({ candidate }) => candidate !== null)
  const candidate = tried?.candidate
  if (!tried || !candidate) return { asked: inForce, trial: null }
  const withCandidate = versionsOf(workflows, (one) => one === tried)
  if (candidate.mode === 'shadow')
    return { asked: inForce, trial: { workflow: tried.id, candidate, other: withCandidate } }
  if (!isChosen(candidate, tried.id, conversation)) return { asked: inForce, trial: null }
  return { asked: withCandidate, trial: { workflow: tried.id, candidate, other: inForce } }
}

/** Asks the other versions too and says what the candidate decided; it fetches nothing and changes nothing. */
export async function compareTrial(
  { workflow, candidate, other }: NonNullable<Chosen['trial']>,
  said: Said,
  facts: Facts,
  asking: Asking,
): Promise<TrialRecord> {
  let unknown = false
  const { lazy } = asking
  const silently = lazy && {
    names: lazy.names,
    fetch: async (names: readonly string[]) => {
      if (names.some((name) => !said.sought.has(name))) unknown = true
      return said.fetched
    },
  }
  const otherwise = await askWorkflows(other, facts, { ...asking, lazy: silently, partial: true })
  const { reply, background } = candidate.mode === 'canary' ? said : otherwise
  return {
    workflow,
    version: candidate.version,
    mode: candidate.mode,
    reply: reply?.ruleId ?? null,
    background: background.map(({ ruleId }) => ruleId),
    same: unknown ? null : whatFor(said) === whatFor(otherwise),
  }
}

const whatFor = ({ reply, background }: Said): string => JSON.stringify([reply, background])

const versionsOf = (workflows: readonly PublishedWorkflow[], tried: (one: PublishedWorkflow) => boolean): Asked[] =>
  workflows.flatMap((one) => {
    const version = tried(one) ? one.candidate : one.inForce
    return version ? [{ id: one.id, version: version.version, prepared: version.prepared, stopped: one.stopped }] : []
  })

const isChosen = (
  { percent, inboxes }: Candidate,
  workflow: string,
  { id, inboxId }: { id: string; inboxId: string },
): boolean => (inboxes.length === 0 || inboxes.includes(inboxId)) && placeOf(`${workflow}:${id}`) < percent / 100

/** Where a text falls between 0 and 1, the same in every replica: a share that grows keeps whom it has (FNV-1a, mixed). */
export function placeOf(text: string): number {
  let hash = 0x811c9dc5
  for (let n = 0; n < text.length; n++) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32
}
