import { createCensus } from './census.ts'
import { pairFinding, REPEATED, SHADOWED, type Sight, see, UNDONE } from './check-pairs.ts'
import { createUnions, seeUnion, type UnionSight, unionFinding } from './check-union.ts'
import type { DoctorFinding } from './doctor-finding.ts'
import type { Entry, Examination } from './entry.ts'
import { createLookout } from './lookout.ts'

/** Compares rules with one another and keeps what the engine showed of pairs that stay. */
export function createPairs(examination: Examination) {
  const census = createCensus()
  const shadows = createLookout(SHADOWED)
  const watches = [
    { kind: 'shadowed', lookout: shadows, seen: new WeakMap<Entry, Seen>() },
    { kind: 'duplicate', lookout: createLookout(REPEATED), seen: new WeakMap<Entry, Seen>() },
    { kind: 'contradictory', lookout: createLookout(UNDONE), seen: new WeakMap<Entry, Seen>() },
  ] as const
  const unions = createUnions(shadows, examination.catalogue)
  const seenTogether = new WeakMap<readonly Entry[], UnionSight | null>()

  return async (all: readonly Entry[], pause: () => Promise<void>): Promise<readonly DoctorFinding[]> => {
    const findings: DoctorFinding[] = []
    const now = census(all)
    let shown = 0
    let shadowed: ReadonlyMap<Entry, Entry> = new Map()
    for (const { kind, lookout, seen } of watches) {
      const found = await lookout.update(now, pause)
      if (kind === 'shadowed') shadowed = found
      for (const [entry, other] of found) {
        let about = seen.get(entry)
        if (about?.other !== other) {
          about = { other, sight: await see(kind, entry, other, examination) }
          if (++shown % SLICE === 0) await pause()
        }
        const { sight } = about
        const places = `${entry.position} ${other.position}`
        if (sight !== null && about.places !== places)
          about = { ...about, places, finding: pairFinding(sight, entry, other, examination) }
        seen.set(entry, about)
        if (about.finding !== undefined) findings.push(about.finding)
      }
    }
    for (const [entry, others] of await unions(now, shadowed, pause)) {
      const before = seenTogether.get(others)
      const sight = before === undefined ? await seeUnion(entry, others, examination) : before
      seenTogether.set(others, sight)
      if (sight !== null) findings.push(unionFinding(sight, entry, others, examination))
    }
    return findings
  }
}

const SLICE = 50

interface Seen {
  readonly other: Entry
  readonly sight: Sight | null
  /** Where both were when the finding was written. */
  readonly places?: string
  readonly finding?: DoctorFinding
}
