import { text } from '../text.ts'
import { ordinary } from './check-default.ts'
import { ANY, type Cube } from './cube.ts'
import type { DoctorFinding } from './doctor-finding.ts'
import { decideOnly } from './engine.ts'
import { type Entry, type Examination, isComparable } from './entry.ts'
import { type Facts, factsOf } from './example.ts'
import { holds } from './formula.ts'
import { exampleInWords, quote, say } from './words.ts'

const IGNORES = text(
  'Fora do horário, a regra {rule} deixa o cliente sem resposta; a lei do SAC pede canal sempre disponível (Decreto 11.034/2022). Diga ao menos quando você volta.',
  'Fuera de horario, la regla {rule} deja al cliente sin respuesta; la ley brasileña de atención pide un canal siempre disponible (Decreto 11.034/2022). Diga al menos cuándo vuelve.',
  'Out of hours, the rule {rule} leaves the customer without an answer; Brazil’s support law wants a channel always available (Decree 11.034/2022). Say at least when you are back.',
)
const ONLY_OPEN = text(
  'A regra {rule} só responde no horário, e fora dele nenhuma regra diz nada ao cliente; a lei do SAC pede canal sempre disponível (Decreto 11.034/2022). Crie uma regra para fora do horário.',
  'La regla {rule} solo responde en horario, y fuera de él ninguna regla le dice nada al cliente; la ley brasileña de atención pide un canal siempre disponible (Decreto 11.034/2022). Cree una regla para fuera de horario.',
  'The rule {rule} answers only in business hours, and out of hours no rule tells the customer anything; Brazil’s support law wants a channel always available (Decree 11.034/2022). Add a rule for out of hours.',
)
const SHOWS_IGNORED = text(
  'Com {facts} ninguém responde.',
  'Con {facts} nadie responde.',
  'With {facts} nobody answers.',
)
const SPEAKS = new Set(['auto-reply', 'ask-ai', 'escalate'])
const SILENT = new Set(['ignore', 'wait'])

/** Finds customers whom the rules leave in silence because it is out of hours. */
export async function checkHours(
  entries: readonly Entry[],
  examination: Examination,
): Promise<readonly DoctorFinding[]> {
  const replies = entries.filter(({ rule, on }) => rule.lane === 'reply' && on.event === 'message-received')
  if (!replies.some(mentionsHours)) return []
  const winner = (facts: Facts) => replies.find((one) => holds(one.reading.formula, facts) !== false)
  const findings: DoctorFinding[] = []
  for (const entry of replies) {
    if (!SILENT.has(entry.rule.event.type) || !isComparable(entry) || !entry.cubes.every(closedOnly)) continue
    // Whoever is told something first may well be left alone afterwards.
    const facts = {
      ...ordinary('Olá, preciso de ajuda'),
      'calendar.open': false,
      ...factsOf(entry.cubes[0] ?? ANY, entry.on),
    }
    const told = replies.some(
      (one) =>
        one.position < entry.position && SPEAKS.has(one.rule.event.type) && mayBeClosed(one) && mentionsClosed(one),
    )
    if (told || winner(facts) !== entry) continue
    if ((await decideOnly([entry], facts, examination.catalogue)).reply?.ruleId !== entry.rule.id) continue
    findings.push(finding(entry, IGNORES, facts, examination))
  }
  const silence = await onlyOpen(replies, winner, examination)
  return findings.length === 0 && silence !== null ? [silence] : findings
}

// No rule at all speaks out of hours, while one that speaks requires them.
async function onlyOpen(
  replies: readonly Entry[],
  winner: (facts: Facts) => Entry | undefined,
  examination: Examination,
): Promise<DoctorFinding | null> {
  const speaking = replies.filter(({ rule }) => SPEAKS.has(rule.event.type) || rule.event.type === 'route')
  if (speaking.some((entry) => !isComparable(entry) || mayBeClosed(entry))) return null
  for (const entry of speaking) {
    const [cube] = entry.cubes ?? []
    const open = cube && factsOf(cube, entry.on)
    if (!open) continue
    const facts = { ...open, 'calendar.open': false }
    if (winner(open) !== entry || winner(facts) !== undefined) continue
    const decision = await decideOnly(speaking.slice(0, 40), facts, examination.catalogue)
    if (decision.reply === null) return finding(entry, ONLY_OPEN, facts, examination)
  }
  return null
}

const finding = (entry: Entry, words: typeof IGNORES, facts: Facts, { locale }: Examination): DoctorFinding => ({
  kind: 'silent-out-of-hours',
  // Where no rule speaks, the AI may, or the customer is told once that somebody will.
  severity: words === IGNORES ? 'warning' : 'hint',
  ruleId: entry.rule.id,
  otherIds: [],
  pointer: `/rules/${entry.position}`,
  message: say(words, locale, { rule: quote(entry.rule.name) }),
  example: {
    facts,
    shows: say(SHOWS_IGNORED, locale, {
      facts: exampleInWords({ 'message.text': facts['message.text'], 'calendar.open': false }),
    }),
  },
})

const HOURS = 'calendar.open'

// The rule asks for nothing but that we are closed.
const closedOnly = ({ parts }: Cube): boolean => parts.size === 1 && onlyPoint(parts.get(HOURS)?.points, false)

const onlyPoint = (points: readonly unknown[] | undefined, value: boolean): boolean =>
  points?.includes(value) === true && !points.includes(!value)

const mayBeClosed = ({ cubes }: Entry): boolean =>
  (cubes ?? []).some(({ parts }) => parts.get(HOURS)?.points.includes(false) ?? true)

const mentionsClosed = ({ cubes }: Entry): boolean =>
  (cubes ?? []).some(({ parts }) => onlyPoint(parts.get(HOURS)?.points, false))

const mentionsHours = ({ reading }: Entry): boolean =>
  reading.leaves.some(({ comparison }) => comparison.fact === HOURS)
