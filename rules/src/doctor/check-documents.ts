import type { Rule } from '../document.ts'
import { fold } from '../fold.ts'
import { text } from '../text.ts'
import type { DoctorFinding } from './doctor-finding.ts'
import { decideOnly } from './engine.ts'
import { type Entry, type Examination, isComparable } from './entry.ts'
import { type Facts, factsOf } from './example.ts'
import { holds } from './formula.ts'
import { reachesPerson, spokenText } from './spoken.ts'
import { exampleInWords, quote, say } from './words.ts'

const ASKS = text(
  'A regra {rule} pede documento, e quem pede uma pessoa não chega a nenhuma: a lei do SAC não deixa exigir dados antes (Decreto 11.034/2022). Crie antes uma regra que chame uma pessoa.',
  'La regla {rule} pide un documento, y quien pide una persona no llega a ninguna: la ley brasileña de atención no permite exigir datos antes (Decreto 11.034/2022). Cree antes una regla que llame a una persona.',
  'The rule {rule} asks for a document, and whoever asks for a person reaches nobody: Brazil’s support law forbids requiring data first (Decree 11.034/2022). Add an earlier rule that calls a person.',
)
const SHOWS = text(
  'Quem escreve {facts} recebe o pedido de documento.',
  'Quien escribe {facts} recibe el pedido de documento.',
  'Whoever writes {facts} is asked for the document.',
)

const DOCUMENT = '(?:cpf|cnpj|rg|dni|cuit|cuil|curp|rfc|rut|nit|cedula|documento|documentos|documento de identidade)'
const ASKING =
  '(?:informe|informar|envie|enviar|mande|mandar|digite|digitar|escreva|passe|diga|conte|preencha|preciso d[oe]|precisamos d[oe]|qual (?:e )?o|qual|me manda|peca|pedir|solicite|confirme|confirmar|ingrese|ingresa|indique|indica|indiquenos|envianos|digame|dime|comparta|escriba|necesito|necesitamos|cual es|pida|confirma|send|enter|type|provide|give|tell|share|what is|ask for|need)'
const ASKS_DOCUMENT = new RegExp(` ${ASKING}(?: [\\p{L}\\p{N}]+){0,4}? ${DOCUMENT} `, 'u')
const DENIED = / (?:nao|no|nunca|jamais|sem|sin|not|never|without|dont|don t)(?: [\p{L}\p{N}]+){0,2} $/u
const ALREADY = /(?:recebemos|recibimos|obrigad|gracias por|thank)/u

/** Ways in which people ask for a person. */
const FOR_A_PERSON: readonly string[] = [
  'Quero falar com um atendente',
  'atendente',
  'Quero falar com uma pessoa, um humano',
  'falar com alguém do atendimento humano',
  'Quiero hablar con una persona',
  'Quiero un agente humano, un asesor',
  'I want to talk to a person, a human agent',
]

const known = new WeakMap<Rule, boolean>()

function asks(rule: Rule): boolean {
  const before = known.get(rule) ?? asksDocument(spokenText(rule))
  known.set(rule, before)
  return before
}

/** Whether a text asks the customer for an identity document, and does not merely say that none is needed. */
export function asksDocument(said: string): boolean {
  const { padded } = fold(said)
  const found = ASKS_DOCUMENT.exec(padded)
  return found !== null && !DENIED.test(padded.slice(0, found.index + 1)) && !ALREADY.test(padded)
}

/** Finds rules that ask for a document of a customer who, asking for a person, would reach none. */
export async function checkDocuments(
  entries: readonly Entry[],
  examination: Examination,
): Promise<readonly DoctorFinding[]> {
  const findings: DoctorFinding[] = []
  for (const entry of entries) {
    if (entry.rule.lane !== 'reply' || entry.rule.event.type === 'escalate' || !isComparable(entry)) continue
    if (entry.on.event !== 'message-received' || !asks(entry.rule)) continue
    const facts = await unreachable(entry, entries, examination)
    if (facts === null) continue
    const { locale } = examination
    findings.push({
      kind: 'asks-cpf-first',
      severity: 'warning',
      ruleId: entry.rule.id,
      otherIds: [],
      pointer: `/rules/${entry.position}/event/params`,
      message: say(ASKS, locale, { rule: quote(entry.rule.name) }),
      example: { facts, shows: say(SHOWS, locale, { facts: exampleInWords(facts) }) },
    })
  }
  return findings
}

// Facts for which this rule answers somebody asking for a person, while no way of asking reaches one; null when there are none.
async function unreachable(entry: Entry, entries: readonly Entry[], { catalogue }: Examination): Promise<Facts | null> {
  const replies = entries.filter(({ rule, moment }) => rule.lane === 'reply' && moment === entry.moment)
  const winner = (facts: Facts) => replies.find((one) => holds(one.reading.formula, facts) !== false)
  for (const cube of entry.cubes ?? []) {
    const context = factsOf(cube, entry.on)
    if (context === null) continue
    const asking = (said: string): Facts => ({ ...context, 'message.text': said })
    const alone = FOR_A_PERSON.map((said) => winner(asking(said)))
    if (alone.some((rule) => rule !== undefined && reachesPerson(rule.rule))) return null
    const before = typeof context['message.text'] === 'string' ? `${context['message.text']}, ` : ''
    for (const said of FOR_A_PERSON.flatMap((said) => [said, before + said.toLowerCase()])) {
      const facts = asking(said)
      if (winner(facts) !== entry) continue
      const { reply } = await decideOnly(
        [...replies.filter(({ rule }) => reachesPerson(rule)).slice(0, 40), entry],
        facts,
        catalogue,
      )
      if (reply?.ruleId === entry.rule.id) return facts
    }
  }
  return null
}
