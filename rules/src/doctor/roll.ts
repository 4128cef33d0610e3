import type { Group, Rule, RuleDocument } from '../document.ts'
import { sameJson } from '../same-json.ts'
import { escapeKey } from '../scan.ts'
import { checkAi } from './check-ai.ts'
import { checkAlways } from './check-always.ts'
import { checkDead } from './check-dead.ts'
import { checkFacts } from './check-facts.ts'
import { checkKeywords } from './check-keywords.ts'
import { checkMarketing } from './check-marketing.ts'
import { checkRedundant } from './check-redundant.ts'
import { checkReferences } from './check-references.ts'
import { checkType } from './check-type.ts'
import { checkUndelivered } from './check-undelivered.ts'
import { checkWindow } from './check-window.ts'
import type { DoctorFinding, Draft } from './doctor-finding.ts'
import { type Entry, type Examination, entryOf } from './entry.ts'

const CHECKS: readonly ((entry: Entry, examination: Examination) => Promise<readonly Draft[]> | readonly Draft[])[] = [
  checkType,
  checkDead,
  checkAlways,
  checkRedundant,
  checkKeywords,
  checkAi,
  checkReferences,
  checkFacts,
  checkWindow,
  checkUndelivered,
  checkMarketing,
]
const SLICE = 100

/** Reads a document's rules, each examined alone once and remembered while it stays what it was. */
export function createRoll(examination: Examination) {
  const known = new WeakMap<object, Entry>()
  const sharedKnown = new WeakMap<object, { name: string; findings: readonly DoctorFinding[] }>()
  let byId = new Map<string, Entry>()

  const recall = (rule: Rule, shared: RuleDocument['conditions']): Entry | undefined => {
    const same = known.get(rule)
    if (same !== undefined && unchanged(same, shared)) return same
    // A document that crossed to a worker is a copy: its rules are told by what they say.
    const before = byId.get(rule.id)
    return before !== undefined && sameJson(before.rule, rule) && unchanged(before, shared) ? before : undefined
  }

  return {
    async call(document: RuleDocument, pause: () => Promise<void>) {
      const { rules, conditions } = document
      const entries: Entry[] = []
      let fresh = 0
      for (const [position, rule] of rules.entries()) {
        if (typeof rule !== 'object' || rule === null || rule.enabled === false) continue
        let entry = recall(rule, conditions)
        if (entry !== undefined && known.get(rule) !== entry) known.set(rule, entry)
        if (entry === undefined) {
          const made = entryOf(rule, conditions, examination.catalogue)
          if (made === null) continue
          made.drafts = await examineAlone(made, examination)
          entry = made
          known.set(rule, entry)
          if (++fresh % SLICE === 0) await pause()
        }
        entry.position = position
        entries.push(entry)
      }
      const unique = new Map(entries.map((entry) => [entry.rule.id, entry]))
      byId = unique
      return {
        // Two rules of one id cannot be told apart; validation refuses them.
        entries: entries.filter((entry) => unique.get(entry.rule.id) === entry),
        shared: await examineShared(conditions ?? {}),
      }
    },
  }

  async function examineShared(conditions: NonNullable<RuleDocument['conditions']>): Promise<readonly DoctorFinding[]> {
    const findings: DoctorFinding[] = []
    for (const [name, body] of Object.entries(conditions)) {
      if (typeof body !== 'object' || body === null) continue
      let seen = sharedKnown.get(body)
      if (seen === undefined || seen.name !== name) {
        seen = { name, findings: await examineCondition(name, body, conditions) }
        sharedKnown.set(body, seen)
      }
      findings.push(...seen.findings)
    }
    return findings
  }

  async function examineCondition(
    name: string,
    body: Group,
    conditions: RuleDocument['conditions'],
  ): Promise<readonly DoctorFinding[]> {
    const rule: Rule = {
      id: name,
      name,
      lane: 'background',
      conditions: body,
      event: { type: 'note', params: { text: name } },
    }
    const entry = entryOf(rule, conditions, examination.catalogue)
    if (entry === null) return []
    const inDocument = (pointer: string) => pointer.replace(/^\/conditions/u, `/conditions/${escapeKey(name)}`)
    return (await checkKeywords(entry, examination)).map(({ at, shared: _, fix, ...about }) => ({
      ...about,
      ruleId: null,
      pointer: inDocument(at),
      ...(fix === undefined
        ? {}
        : {
            fix: {
              label: fix.label,
              edits: fix.edits('').map((edit) => ({ ...edit, pointer: inDocument(edit.pointer) })),
            },
          }),
    }))
  }
}

const unchanged = ({ uses }: Entry, shared: RuleDocument['conditions']): boolean => {
  if (uses.size === 0) return true
  for (const [name, body] of uses) {
    const now = shared !== undefined && Object.hasOwn(shared, name) ? shared[name] : undefined
    if (now !== body && !sameJson(now, body)) return false
  }
  return true
}

async function examineAlone(entry: Entry, examination: Examination): Promise<readonly Draft[]> {
  const drafts: Draft[] = []
  for (const check of CHECKS) drafts.push(...(await check(entry, examination)))
  return drafts
}
