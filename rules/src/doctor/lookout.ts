import type { Census } from './census.ts'
import { implies } from './cube.ts'
import { type CubeIndex, createCubeIndex } from './cube-index.ts'
import type { Entry } from './entry.ts'

/** What a lookout compares. */
export interface Watch {
  /** Rules that share no group are never compared. */
  groups(entry: Entry): readonly string[]
  /** Whether a rule might be told about another that matches wherever it does; cheap, and may look at their places. */
  concerns(entry: Entry, other: Entry): boolean
  /** What else must hold; asked after the second was seen to match wherever the first does. */
  confirms?(entry: Entry, other: Entry): boolean
}

/** Keeps, for each rule, the first other rule it is concerned by; compares anew only what changed. */
export interface Lookout {
  update(census: Census, pause: () => Promise<void>): Promise<ReadonlyMap<Entry, Entry>>
  /** The rules of a group that might match wherever a cube does. */
  indexOf(group: string): CubeIndex | undefined
}

// So many comparisons, and looking each rule up again is cheaper.
const MANY = 100_000
const SLICE = 100

/** Watches one relation between rules of which one matches wherever the other does. */
export function createLookout({ groups, concerns, confirms = () => true }: Watch): Lookout {
  const indexes = new Map<string, CubeIndex>()
  const members = new Map<string, Set<Entry>>()
  const groupsOf = new Map<Entry, readonly string[]>()
  const found = new Map<Entry, Entry>()
  const followers = new Map<Entry, Set<Entry>>()

  const related = (entry: Entry, other: Entry): boolean =>
    entry !== other && concerns(entry, other) && implies(entry.cubes ?? [], other.cubes ?? []) && confirms(entry, other)

  const follow = (entry: Entry, other: Entry | undefined): void => {
    const before = found.get(entry)
    if (before === other) return
    if (before !== undefined) followers.get(before)?.delete(entry)
    if (other === undefined) found.delete(entry)
    else {
      found.set(entry, other)
      followers.set(other, (followers.get(other) ?? new Set()).add(entry))
    }
  }

  const look = (entry: Entry): void => {
    let best: Entry | undefined
    const [cube] = entry.cubes ?? []
    const near = (other: Entry) => other !== entry && concerns(entry, other)
    for (const group of groupsOf.get(entry) ?? [])
      for (const other of (cube && indexes.get(group)?.around(cube, near)) ?? [])
        if ((best === undefined || other.position < best.position) && related(entry, other)) best = other
    follow(entry, best)
  }

  const enter = (entry: Entry): void => {
    const mine = groups(entry)
    groupsOf.set(entry, mine)
    for (const group of mine) {
      const index = indexes.get(group) ?? createCubeIndex()
      indexes.set(group, index)
      index.add(entry)
      members.set(group, (members.get(group) ?? new Set()).add(entry))
    }
  }

  const leave = (entry: Entry): void => {
    for (const group of groupsOf.get(entry) ?? []) {
      indexes.get(group)?.remove(entry)
      members.get(group)?.delete(entry)
    }
    groupsOf.delete(entry)
    follow(entry, undefined)
    followers.delete(entry)
  }

  return {
    indexOf: (group) => indexes.get(group),
    async update({ entries, changed, added, gone }, pause) {
      const anew = new Set(changed)
      for (const entry of [...gone, ...changed]) for (const one of followers.get(entry) ?? []) anew.add(one)
      for (const entry of gone) {
        anew.delete(entry)
        leave(entry)
      }
      for (const [index, entry] of added.entries()) {
        if (index % SLICE === SLICE - 1) await pause()
        enter(entry)
      }
      let pairs = 0
      for (const entry of changed) for (const group of groupsOf.get(entry) ?? []) pairs += members.get(group)?.size ?? 0
      if (pairs > MANY) for (const entry of entries) anew.add(entry)
      else
        for (const other of changed)
          for (const group of groupsOf.get(other) ?? [])
            for (const entry of members.get(group) ?? []) {
              const best = found.get(entry)
              if (anew.has(entry) || (best !== undefined && best.position <= other.position)) continue
              if (related(entry, other)) follow(entry, other)
            }
      let looked = 0
      for (const entry of anew) {
        look(entry)
        if (++looked % SLICE === 0) await pause()
      }
      return found
    },
  }
}
