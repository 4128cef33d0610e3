import type { Rule, RuleDocument } from '@faladesk/rules'
import { CATALOGUE, type Catalogue, type Folded, fold, OPERATORS } from '@faladesk/rules'
import { compile } from '../../../rules/src/closure.ts'
import { foldPhrase, holdsPhrase } from '../../../rules/src/fold.ts'
import { prepareConditions } from '../../../rules/src/prepare.ts'
import { TRUE } from '../../../rules/src/truth.ts'
import { conditions, shared } from './conditions.ts'
import { type Message, message, type Scene } from './messages.ts'
import { random } from './random.ts'
import { vocabulary } from './words.ts'

/** A rule set and messages for it. */
export interface Workload {
  readonly document: RuleDocument
  readonly messages: readonly Message[]
}

/**
 * Draws a rule set of a Brazilian help desk and messages to it, the same for the same seed. However many rules there are,
 * about three match a message (half as many of ten rules): a help desk with more rules has more special ones.
 */
export function workload(size: number, { seed = 42, messages: count = 400 } = {}): Workload {
  const chance = random(seed)
  const scene: Scene = {
    words: vocabulary(150 + 2 * size, chance),
    tags: ['vip', 'inadimplente', 'bloqueado', ...names('tag', 57 + Math.floor(size / 40))],
    inboxes: names('caixa', Math.max(4, Math.floor(size / 50))),
    intents: names('intencao', Math.max(12, Math.floor(size / 20))),
  }
  const messages = Array.from({ length: count }, () => message(scene, chance))
  const everything = messages.map(({ facts, ai }) => ({
    ...facts,
    ...ai,
    'message.text': fold(String(facts['message.text'])),
  }))
  const wanted = size >= 100 ? 3 : 1.5
  const rules: Rule[] = []
  let sum = 0
  while (rules.length < size) {
    const one = conditions(scene, chance)
    const holds = compile(prepareConditions(one, shared, overFolded, ''))
    const share = everything.filter((facts) => holds(facts) === TRUE).length / count
    if (sum + share > (wanted * (rules.length + 1)) / size + 0.3) continue
    sum += share
    rules.push(ruleOf(rules.length, one, chance.chance(0.5)))
  }
  return { document: { name: `${size} regras`, facts: 1, conditions: shared, rules }, messages }
}

// Draws are tried on texts folded beforehand.
const overFolded: Catalogue = {
  ...CATALOGUE,
  operators: new Map(
    OPERATORS.map((operator) => [
      operator.name,
      operator.name !== 'hasAnyWord'
        ? operator
        : {
            ...operator,
            test: (text, words) => (words as string[]).some((word) => holdsPhrase(text as Folded, foldPhrase(word))),
          },
    ]),
  ),
}

const names = (stem: string, count: number): readonly string[] => Array.from({ length: count }, (_, n) => `${stem}${n}`)

const ruleOf = (index: number, conditions: Rule['conditions'], speaks: boolean): Rule => ({
  id: `r${index}`,
  name: `Regra ${index}`,
  lane: speaks ? 'reply' : 'background',
  conditions,
  event: speaks
    ? { type: 'auto-reply', params: { text: 'Olá! Recebemos sua mensagem.' } }
    : { type: 'tag', params: { add: [`etiqueta-${index % 12}`] } },
})
