import { sameJson } from '../same-json.ts'
import { type Text, text } from '../text.ts'
import { TURNING_OFF, turnOff } from './check-dead.ts'
import { implies } from './cube.ts'
import type { DoctorFinding } from './doctor-finding.ts'
import { decideOnly, matchedIn } from './engine.ts'
import { type Entry, type Examination, isSure } from './entry.ts'
import { type Facts, factsOf } from './example.ts'
import type { Watch } from './lookout.ts'
import { exampleInWords, quote, say } from './words.ts'
import { undoes, writesOf } from './writes.ts'

const moment = ({ moment, rule }: Entry): string => `${rule.lane} ${moment}`
const equivalent = (one: Entry, other: Entry) => isSure(one) && implies(other.cubes ?? [], one.cubes ?? [])

/** A reply rule after one that matches wherever it does never answers. */
export const SHADOWED: Watch = {
  groups: (entry) => (entry.rule.lane === 'reply' ? [moment(entry)] : []),
  concerns: (entry, other) => other.position < entry.position && isSure(other),
}

/** A background rule that does again what an earlier one did, under the same conditions. */
export const REPEATED: Watch = {
  groups: (entry) => (entry.rule.lane === 'background' ? [`${moment(entry)} ${entry.rule.event.type}`] : []),
  concerns: (entry, other) =>
    other.position < entry.position && isSure(other) && sameJson(entry.rule.event, other.rule.event),
  confirms: equivalent,
}

/** A background rule whose effect a later one, matching wherever it does, always undoes. */
export const UNDONE: Watch = {
  groups: (entry) => writesOf(entry.rule).map(({ target }) => `${moment(entry)} ${target}`),
  concerns: (entry, other) => other.position > entry.position && isSure(other) && undoes(entry.rule, other.rule),
}

const WORDS = {
  shadowed: text(
    'A regra {rule} nunca responde: {other}, que vem antes, vale sempre que ela vale. Suba a regra ou desligue-a.',
    'La regla {rule} nunca responde: {other}, que va antes, se cumple siempre que ella se cumple. Súbala o apáguela.',
    'The rule {rule} never answers: {other}, which comes first, matches whenever it does. Move it up or turn it off.',
  ),
  duplicate: text(
    'A regra {rule} repete {other}: mesmas condições, mesma ação. Desligue uma delas.',
    'La regla {rule} repite {other}: las mismas condiciones, la misma acción. Apague una de las dos.',
    'The rule {rule} repeats {other}: same conditions, same action. Turn one of them off.',
  ),
  contradictory: text(
    'A regra {other} sempre desfaz o que {rule} faz: as duas valem juntas e a última manda. Troque a ordem ou desligue uma.',
    'La regla {other} siempre deshace lo que hace {rule}: las dos se cumplen juntas y manda la última. Cambie el orden o apague una.',
    'The rule {other} always undoes what {rule} does: both match and the last one counts. Change their order or turn one off.',
  ),
}
const SHOWS = {
  shadowed: text(
    'Com {facts} quem responde é {other}.',
    'Con {facts} responde {other}.',
    'With {facts}, {other} answers.',
  ),
  duplicate: text('Com {facts} as duas valem.', 'Con {facts} se cumplen las dos.', 'With {facts} both match.'),
  contradictory: text(
    'Com {facts} as duas valem, e fica o que {other} fez.',
    'Con {facts} se cumplen las dos, y queda lo que hizo {other}.',
    'With {facts} both match, and what {other} did stays.',
  ),
}
const MOVE_UP: Text = text(
  'Subir {rule} para antes de {other}',
  'Subir {rule} antes de {other}',
  'Move {rule} above {other}',
)
const MOVE_DOWN: Text = text(
  'Descer {rule} para depois de {other}',
  'Bajar {rule} después de {other}',
  'Move {rule} below {other}',
)

type Pair = 'shadowed' | 'duplicate' | 'contradictory'

/** What was seen of a pair in the engine: the facts, or null when the engine disagreed. */
export interface Sight {
  readonly kind: Pair
  readonly facts: Facts
}

/** Shows a pair to the engine with only the two rules; null when it does not do what the finding would claim. */
export async function see(kind: Pair, entry: Entry, other: Entry, { catalogue }: Examination): Promise<Sight | null> {
  const [first, second] = entry.position < other.position ? [entry, other] : [other, entry]
  const repeated =
    kind === 'shadowed' && sameJson(entry.rule.event, other.rule.event) && equivalent(entry, other) ? 'duplicate' : kind
  for (const cube of entry.cubes ?? []) {
    const facts = factsOf(cube, entry.on)
    if (facts === null) continue
    const decision = await decideOnly([first, second], facts, catalogue)
    if (!matchedIn(decision, entry.rule.id)) continue
    if (!matchedIn(decision, other.rule.id)) return null
    if (kind === 'shadowed' && decision.reply?.ruleId !== other.rule.id) return null
    return { kind: repeated, facts }
  }
  return null
}

/** Puts a seen pair into words. */
export function pairFinding(
  { kind, facts }: Sight,
  entry: Entry,
  other: Entry,
  { locale }: Examination,
): DoctorFinding {
  const at = `/rules/${entry.position}`
  const said = { rule: quote(entry.rule.name), other: quote(other.rule.name), facts: exampleInWords(facts) }
  const same = kind !== 'duplicate' && equivalent(entry, other)
  const move = { op: 'remove', pointer: at } as const
  const moved = { op: 'add', pointer: `/rules/${other.position}`, value: entry.rule } as const
  const fix =
    kind === 'duplicate' || same
      ? { label: TURNING_OFF[locale], edits: turnOff(at) }
      : { label: say(kind === 'shadowed' ? MOVE_UP : MOVE_DOWN, locale, said), edits: [move, moved] }
  return {
    kind,
    severity: 'warning',
    ruleId: entry.rule.id,
    otherIds: [other.rule.id],
    pointer: at,
    message: say(WORDS[kind], locale, said),
    example: { facts, shows: say(SHOWS[kind], locale, said) },
    fix,
  }
}
