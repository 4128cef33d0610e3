import type { Condition, Rule } from './document.ts'
import { actionParts } from './sentence-action.ts'
import { conditionParts } from './sentence-condition.ts'
import { plain, type Sentence, type SentenceOptions, sentence } from './sentence-part.ts'
import { text } from './text.ts'

const IF = text('Se ', 'Si ', 'If ')

/** Says a rule: “Se a mensagem contém alguma palavra de: boleto, segunda via → responder: “…””. */
export function ruleSentence(rule: Pick<Rule, 'conditions' | 'event'>, options: SentenceOptions = {}): Sentence {
  const when = conditionParts(rule.conditions, options)
  return sentence([plain(IF[options.locale ?? 'pt-BR']), ...when, plain(' → '), ...actionParts(rule.event, options)])
}

/** Says a condition: “a mensagem contém alguma palavra de: boleto e estamos fora do horário de atendimento”. */
export function conditionSentence(condition: Condition, options: SentenceOptions = {}): Sentence {
  return sentence(conditionParts(condition, options))
}
