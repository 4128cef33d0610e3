import { type Locale, say, type Text } from '@faladesk/plugin-sdk'
import { ACTIONS } from '@faladesk/rules'
import type { Actor } from '../../backtest/outcome.ts'
import type { Group, Tallied } from '../../backtest/tally.ts'

/** Says in one sentence what changes for a group of conversations. */
export function sentenceOf({ lane, before, after, otherwise }: Group, locale: Locale): string {
  const parts =
    otherwise && before && after && before.action === after.action
      ? [differently(after)]
      : lane === 'background'
        ? [...(before ? [noLonger(before)] : []), ...(after ? [newly(after)] : [])]
        : [...(before ? [ends(before)] : []), ...(after ? [begins(after)] : [])]
  const sentence = parts.map((part) => part[locale]).join('; ')
  return sentence.slice(0, 1).toUpperCase() + sentence.slice(1)
}

/** Says what a backtest cannot know. */
export function caveatsOf(
  { unknown, more }: Pick<Tallied, 'unknown' | 'more'>,
  cut: boolean,
  locale: Locale,
): string[] {
  const caveats = [
    asRecorded,
    ...(unknown > 0 ? [notAsked(unknown)] : []),
    ...(cut ? [onlyLatest] : []),
    ...(more > 0 ? [moreGroups(more)] : []),
  ]
  return caveats.map((caveat) => caveat[locale])
}

const whom = ({ target }: Actor): Text => {
  if (target === null) return say('uma pessoa', 'una persona', 'a person')
  if (target.kind === 'team')
    return say(`a equipe ${target.name}`, `el equipo ${target.name}`, `the team ${target.name}`)
  if (target.kind === 'inbox')
    return say(`a entrada ${target.name}`, `la entrada ${target.name}`, `the inbox ${target.name}`)
  return say(target.name, target.name, target.name)
}

const ends = (actor: Actor): Text => {
  const { name } = actor
  const who = whom(actor)
  switch (actor.action) {
    case 'auto-reply':
      return say(
        `o robô deixaria de responder “${name}”`,
        `el bot dejaría de responder “${name}”`,
        `the bot would no longer answer “${name}”`,
      )
    case 'ask-ai':
    case 'ai-default':
      return say('a IA deixaria de responder', 'la IA dejaría de responder', 'the AI would no longer answer')
    case 'escalate':
    case 'route':
      return say(
        `${who['pt-BR']} deixaria de receber`,
        `${who.es} dejaría de recibir`,
        `${who.en} would no longer receive it`,
      )
    case 'human-default':
      return say(
        'a conversa deixaria de esperar por uma pessoa',
        'la conversación dejaría de esperar a una persona',
        'the conversation would no longer wait for a person',
      )
    default:
      return say(
        `a regra “${name}” deixaria de reter a resposta`,
        `la regla “${name}” dejaría de retener la respuesta`,
        `the rule “${name}” would no longer hold the answer back`,
      )
  }
}

const begins = (actor: Actor): Text => {
  const { name } = actor
  const who = whom(actor)
  switch (actor.action) {
    case 'auto-reply':
      return say(`o robô responderia “${name}”`, `el bot respondería “${name}”`, `the bot would answer “${name}”`)
    case 'ask-ai':
    case 'ai-default':
      return say('a IA responderia', 'la IA respondería', 'the AI would answer')
    case 'escalate':
    case 'route':
      return say(`${who['pt-BR']} receberia`, `${who.es} recibiría`, `${who.en} would receive it`)
    case 'human-default':
      return say(
        'a conversa esperaria por uma pessoa',
        'la conversación esperaría a una persona',
        'the conversation would wait for a person',
      )
    default:
      return say(
        `a regra “${name}” reteria a resposta`,
        `la regla “${name}” retendría la respuesta`,
        `the rule “${name}” would hold the answer back`,
      )
  }
}

const differently = ({ name, action }: Actor): Text =>
  action === 'auto-reply'
    ? say(
        `o robô responderia “${name}” com outro texto`,
        `el bot respondería “${name}” con otro texto`,
        `the bot would answer “${name}” with another text`,
      )
    : say(
        `a regra “${name}” agiria de outro modo`,
        `la regla “${name}” actuaría de otro modo`,
        `the rule “${name}” would act differently`,
      )

const labelOf = (action: string): Text =>
  ACTIONS.find(({ type }) => type === action)?.label ?? say(action, action, action)

const noLonger = ({ name, action }: Actor): Text => {
  const label = labelOf(action)
  return say(
    `a regra “${name}” deixaria de agir (${label['pt-BR']})`,
    `la regla “${name}” dejaría de actuar (${label.es})`,
    `the rule “${name}” would no longer act (${label.en})`,
  )
}

const newly = ({ name, action }: Actor): Text => {
  const label = labelOf(action)
  return say(
    `a regra “${name}” passaria a agir (${label['pt-BR']})`,
    `la regla “${name}” pasaría a actuar (${label.es})`,
    `the rule “${name}” would act too (${label.en})`,
  )
}

const asRecorded = say(
  'O que depende de respostas anteriores (quem atende, tentativas do robô, etiquetas) fica como foi registrado.',
  'Lo que depende de respuestas anteriores (quién atiende, intentos del bot, etiquetas) queda como se registró.',
  'What follows from earlier answers (who is answering, attempts of the bot, tags) stays as it was recorded.',
)
const notAsked = (count: number) =>
  say(
    `Em ${count} decisões as novas regras precisam de algo que ninguém perguntou na época; ali ficou como desconhecido.`,
    `En ${count} decisiones las nuevas reglas necesitan algo que nadie preguntó entonces; allí quedó como desconocido.`,
    `In ${count} decisions the new rules need something that nobody asked for then; it was taken as unknown.`,
  )
const onlyLatest = say(
  'Havia mais decisões do que se repassam de uma vez; valem as mais recentes.',
  'Había más decisiones de las que se repasan de una vez; valen las más recientes.',
  'There were more decisions than are replayed at once; these are the latest.',
)
const moreGroups = (more: number) =>
  say(
    `Há mais ${more} tipos de mudança, menos frequentes, que não aparecem aqui.`,
    `Hay ${more} tipos de cambio más, menos frecuentes, que no aparecen aquí.`,
    `There are ${more} more kinds of change, less frequent, that are not shown here.`,
  )
