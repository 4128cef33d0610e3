import type { RuleTrigger } from '../document.ts'
import { pathKeys } from '../path.ts'
import type { Literal } from './atom.ts'
import type { Constraint } from './constraint.ts'
import type { Cube } from './cube.ts'
import type { NumberRange } from './range-number.ts'
import { brings, type Piece, type TextRange } from './range-text.ts'

/** Facts as `decide` takes them. */
export type Facts = Record<string, unknown>

/** Texts that say nothing in particular. */
export const PLAIN_TEXTS: readonly string[] = ['Olá!', 'Tenho uma dúvida', 'Xyzzy', '👍', '?']

/** Facts that a cube allows, with what made them happen; null when none were found. Other facts stay missing. */
export function factsOf(cube: Cube, trigger: RuleTrigger): Facts | null {
  const facts: Facts = {}
  for (const constraint of cube.parts.values()) {
    const atom = constraint.literals[0]?.atom
    // What is not understood cannot be made true on purpose; the engine tells whether it happens to be.
    if (atom === undefined || atom.opaque) continue
    const value = pick(constraint)
    if (value === NOTHING) return null
    if (value !== undefined) put(facts, atom.fact, atom.path, value)
  }
  return { ...eventFacts(trigger, facts), ...facts }
}

/** The facts that tell `decide` what happened; a message needs none. */
export const eventFacts = ({ event, minutes }: RuleTrigger, facts: Facts = {}): Facts =>
  event === 'message-received' && facts['event.type'] === undefined
    ? {}
    : { 'event.type': event, ...(minutes === undefined ? {} : { 'event.minutes': minutes }) }

/** Several values a constraint is interested in: those it allows and their neighbours. */
export function interesting(literals: readonly Literal[], constraint: Constraint | undefined): readonly unknown[] {
  const values: unknown[] = [undefined, ...(constraint?.points ?? [])]
  const about = constraint ?? { text: null, number: null, list: null }
  for (const { atom } of literals) {
    const operands: readonly unknown[] = Array.isArray(atom.operand) ? atom.operand : [atom.operand]
    for (const operand of operands) {
      if (typeof operand === 'number' && about.number) values.push(operand, operand - 1, operand + 1, operand + 0.5)
      else if (typeof operand === 'string' && about.text)
        values.push(operand, `${operand} ${operands.join(' ')}`, `x${operand}`, 'Olá!', '')
      if (about.list) values.push([operand], [...operands], [])
    }
  }
  return values
}

/** Puts a fact among others, inside its object when it has a path. */
export function put(facts: Facts, fact: string, path: string | undefined, value: unknown): void {
  const keys = path === undefined ? [] : (pathKeys(path) ?? [])
  const last = keys.at(-1)
  if (last === undefined) {
    facts[fact] = value
    return
  }
  let here = inside(facts, fact)
  for (const key of keys.slice(0, -1)) here = inside(here, key)
  here[last] = value
}

function inside(object: Facts, key: string): Facts {
  const known = object[key]
  if (typeof known === 'object' && known !== null && !Array.isArray(known)) return known as Facts
  const made: Facts = {}
  object[key] = made
  return made
}

const NOTHING = Symbol('nothing')

function pick({ points, text, number, list, literals }: Constraint): unknown {
  const fits = (value: unknown) => literals.every(({ atom, yes }) => atom.test(value) === yes)
  const candidates = function* (): Generator<unknown> {
    // A present value reads better than a missing one.
    yield* points.filter((point) => point !== undefined && point !== null)
    if (text !== null) yield* textsOf(text)
    if (number !== null) yield* numbersOf(number)
    if (list !== null) yield list.has.length > 0 || list.empty === true ? [...list.has] : []
    if (list !== null) yield [...list.has, 'outra']
    yield* points.filter((point) => point === undefined || point === null)
  }
  for (const candidate of candidates()) if (fits(candidate)) return candidate
  return NOTHING
}

function* textsOf({ some, whole, blank }: TextRange): Generator<string> {
  if (blank === true) yield ''
  if (whole !== undefined) yield whole.written
  const pick: readonly ((choice: readonly Piece[]) => Piece | undefined)[] = [
    (choice) => choice[0],
    (choice) => choice.at(-1),
    (choice) => choice.toSorted((a, b) => a.folded.length - b.folded.length)[0],
  ]
  if (some.length > 0)
    for (const one of pick) {
      yield written(said(some, one), ' ')
      yield written(
        some.flatMap((choice) => one(choice) ?? []),
        ' ',
      )
      yield written(
        some.flatMap((choice) => one(choice) ?? []),
        ', xyzzy, ',
      )
    }
  yield* PLAIN_TEXTS
  // Texts ordered as dates.
  yield '2026-01-31T12:00:00Z'
  yield '1970-01-01T00:00:00Z'
  yield '2999-12-31T00:00:00Z'
}

// One piece of each choice, the narrowest choices first; a choice that is made already needs nothing more.
function said(some: TextRange['some'], one: (choice: readonly Piece[]) => Piece | undefined): readonly Piece[] {
  const pieces: Piece[] = []
  for (const choice of some.toSorted((a, b) => a.length - b.length)) {
    if (choice.some((wanted) => pieces.some((piece) => brings(piece, wanted)))) continue
    pieces.push(...[one(choice)].filter((piece) => piece !== undefined))
  }
  return pieces
}

const written = (pieces: readonly Piece[], between: string): string =>
  pieces
    .toSorted((a, b) => Number(b.start) - Number(a.start))
    .map((piece) => piece.written)
    .join(between)

function* numbersOf({ low, high }: NumberRange): Generator<number> {
  const from = Number.isFinite(low) ? low : Number.isFinite(high) ? Math.min(0, high - 10) : 0
  const to = Number.isFinite(high) ? high : Math.max(0, from) + 10
  for (let n = Math.ceil(from); n <= Math.min(to, from + 20); n++) yield n
  yield from
  yield to
  yield (from + to) / 2
  yield from + (to - from) / 3
}
