import { fold } from '../fold.ts'
import { text } from '../text.ts'
import type { Cube } from './cube.ts'
import type { Draft } from './doctor-finding.ts'
import { matchesAlone } from './engine.ts'
import { type Entry, type Examination, isComparable } from './entry.ts'
import { factsOf } from './example.ts'
import { spokenText } from './spoken.ts'
import { exampleInWords, quote, say } from './words.ts'

const MARKETING = text(
  'A regra {rule} mostra propaganda a quem está esperando atendimento, o que a lei do SAC proíbe sem consentimento (Decreto 11.034/2022). Retire a oferta do texto.',
  'La regla {rule} muestra publicidad a quien espera atención, algo que la ley brasileña de atención prohíbe sin consentimiento (Decreto 11.034/2022). Quite la oferta del texto.',
  'The rule {rule} advertises to people waiting to be served, which Brazil’s support law forbids without consent (Decree 11.034/2022). Take the offer out of the text.',
)
const SHOWS = text(
  'Com {facts} o cliente espera e recebe esse texto.',
  'Con {facts} el cliente espera y recibe ese texto.',
  'With {facts} the customer is waiting and receives that text.',
)

// Only what nobody says but to sell; “desconto” alone may well be what the customer asked about.
const SELLING =
  / (?:\d+ (?:de )?(?:desconto|descuento|discount|off)|use o cupom|usa el cupon|use coupon|use code|aproveite (?:a|as|o|os|nossa|nossas|nosso|nossos|essa|esta) (?:oferta|ofertas|promocao|promocoes|desconto|descontos|liquidacao)|aprovecha (?:la|las|el|los|nuestra|nuestras|nuestros|esta) (?:oferta|ofertas|promocion|promociones|descuento|descuentos|rebajas)|(?:oferta|ofertas|promocao|promocoes) (?:imperdivel|imperdiveis|exclusiva|exclusivas|relampago|da semana|do dia)|(?:oferta|ofertas|promocion|promociones) (?:imperdible|imperdibles|exclusiva|exclusivas|de la semana|del dia)|(?:confira|conheca|veja) (?:as )?nossas (?:ofertas|promocoes)|(?:conoce|mira|descubre) nuestras (?:ofertas|promociones)|check out our (?:offers|deals|sale)|compre (?:agora|ja|hoje)|compra (?:ahora|ya|hoy)|buy now|black friday|nao perca (?:a|as|essa|nossa|nossas) (?:oferta|ofertas|promocao|promocoes)|no te pierdas) /u
const DENIED = / (?:nao|no|sem|sin|nunca|jamais|not|never|without)(?: [\p{L}\p{N}]+){0,3} $/u

/** Finds advertising that a rule shows to a customer who is surely waiting. */
export async function checkMarketing(entry: Entry, { catalogue, locale }: Examination): Promise<readonly Draft[]> {
  const { rule, on } = entry
  if (!isComparable(entry) || rule.lane !== 'reply' || !sells(spokenText(rule))) return []
  // A customer who wrote of offers gets an answer, not advertising.
  if (asksAboutOffers(entry)) return []
  if (!(rule.event.type === 'escalate' || WAITING.has(on.event) || entry.cubes.every(waits))) return []
  for (const cube of entry.cubes) {
    const facts = factsOf(cube, on)
    if (facts === null || !(await matchesAlone(entry, facts, catalogue))) continue
    return [
      {
        kind: 'marketing-while-waiting',
        severity: 'warning',
        otherIds: [],
        at: rule.event.type === 'ask-ai' ? '/event/params/instructions' : '/event/params/text',
        message: say(MARKETING, locale, { rule: quote(rule.name) }),
        example: { facts, shows: say(SHOWS, locale, { facts: exampleInWords(facts) }) },
      },
    ]
  }
  return []
}

const WAITING = new Set(['agent-silent', 'sla-warning', 'sla-breached'])

// The customer has waited for at least a moment, whatever else holds.
function waits({ parts }: Cube): boolean {
  const waiting = parts.get('conversation.waiting_minutes')
  if (waiting === undefined || waiting.text !== null) return false
  const { points, number } = waiting
  if (!points.every((point) => typeof point === 'number' && point > 0)) return false
  return number === null || number.low > 0 || (number.low === 0 && !number.lowIn)
}

/** Whether a text advertises, and does not merely say that it will not. */
export function sells(said: string): boolean {
  const { padded } = fold(said)
  const found = SELLING.exec(padded)
  return found !== null && !DENIED.test(padded.slice(0, found.index + 1))
}

const OFFERS = / (?:oferta|promo|desconto|descuento|cupom|cupon|discount|coupon|sale|deal|black friday)/u

const asksAboutOffers = ({ reading }: Entry): boolean =>
  reading.leaves.some(({ comparison: { fact, value } }) => {
    const words = Array.isArray(value) ? value : [value]
    return (
      (fact === 'message.text' || fact === 'ai.intent') &&
      words.some((word) => typeof word === 'string' && OFFERS.test(fold(word).padded))
    )
  })
