import type { Condition, Rule, RuleTrigger } from './document.ts'
import { triggerSentence, USUAL_EVENT } from './events.ts'
import { actionParts } from './sentence-action.ts'
import { conditionParts } from './sentence-condition.ts'
import { part, plain, type Sentence, type SentenceOptions, type SentencePart, sentence } from './sentence-part.ts'
import { type Locale, text } from './text.ts'

const IF = text('Se ', 'Si ', 'If ')

/**
 * Says a rule: “Se a mensagem contém alguma palavra de: boleto, segunda via → responder: “…””.
 * One that waits for anything but a message begins with it: “Quando o cliente ficar 30 minutos sem responder, se …”.
 */
export function ruleSentence(rule: Pick<Rule, 'conditions' | 'event' | 'on'>, options: SentenceOptions = {}): Sentence {
  const { locale = 'pt-BR' } = options
  const when = conditionParts(rule.conditions, options)
  return sentence([...opening(rule.on, locale), ...when, plain(' → '), ...actionParts(rule.event, options)])
}

function opening(on: RuleTrigger | undefined, locale: Locale): readonly SentencePart[] {
  if (on === undefined || on.event === USUAL_EVENT) return [plain(IF[locale])]
  const said = triggerSentence(on, locale)
  const first = said.charAt(0).toLocaleUpperCase(locale)
  return [part('event', first + said.slice(1)), plain(`, ${IF[locale].toLocaleLowerCase(locale)}`)]
}

/** Says a condition: “a mensagem contém alguma palavra de: boleto e estamos fora do horário de atendimento”. */
export function conditionSentence(condition: Condition, options: SentenceOptions = {}): Sentence {
  return sentence(conditionParts(condition, options))
}
