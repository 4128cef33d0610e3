import { CATALOGUE } from './catalogue.ts'
import type { RuleEvent } from './document.ts'
import { part, plain, quoted, type SentenceOptions, type SentencePart } from './sentence-part.ts'
import { type Text, text } from './text.ts'

/** What an action is given. */
export type Params = Readonly<Record<string, unknown>>

/** Says one part of an action's parameters, or nothing. */
export type ActionPiece = (params: Params, options: SentenceOptions) => string

const VERBS: Readonly<Record<string, Text>> = {
  'auto-reply': text('responder', 'responder', 'reply'),
  'ask-ai': text('deixar a IA responder', 'dejar que responda la IA', 'let the AI answer'),
  escalate: text('chamar uma pessoa', 'llamar a una persona', 'hand over to a person'),
  route: text('encaminhar sem responder', 'derivar sin responder', 'route without answering'),
  wait: text('esperar', 'esperar', 'wait'),
  ignore: text('não responder', 'no responder', 'do not answer'),
  tag: text('etiquetar', 'etiquetar', 'tag'),
  priority: text('mudar a prioridade para', 'cambiar la prioridad a', 'set the priority to'),
  'set-attribute': text('guardar o campo', 'guardar el campo', 'set the field'),
  assign: text('atribuir', 'asignar', 'assign'),
  note: text('anotar', 'anotar', 'add a note'),
  status: text('mudar a situação para', 'cambiar el estado a', 'set the status to'),
  sla: text('aplicar o SLA', 'aplicar el SLA', 'apply the SLA'),
  webhook: text('chamar o webhook', 'llamar el webhook', 'call the webhook'),
  notify: text('notificar', 'notificar', 'notify'),
}

const said = (params: Params, key: string): string => (typeof params[key] === 'string' ? params[key] : '')
const list = (params: Params, key: string): readonly string[] =>
  Array.isArray(params[key]) ? params[key].map(String) : []

const clause =
  (words: Text, key: string, kind?: 'team' | 'agent' | 'inbox' | 'policy'): ActionPiece =>
  (params, options) => {
    const value = said(params, key)
    if (value === '') return ''
    const name = kind === undefined ? value : (options.names?.(kind, value) ?? value)
    return `${words[options.locale ?? 'pt-BR']}${name}`
  }

const TEAM = clause(text(' da equipe ', ' del equipo ', ' of team '), 'team', 'team')
const TO_TEAM = clause(text(' à equipe ', ' al equipo ', ' to team '), 'team', 'team')
const TO_AGENT = clause(text(' a ', ' a ', ' to '), 'agent', 'agent')
const NAMED_AGENT = clause(text(': ', ': ', ': '), 'agent', 'agent')
const SKILL = clause(text(', com habilidade em ', ', con habilidad en ', ', skilled in '), 'skill')
const TO_INBOX = clause(text(' à caixa ', ' a la bandeja ', ' to inbox '), 'inbox', 'inbox')
const SLA = clause(text(' ', ' ', ' '), 'policy', 'policy')
const URL_CALLED = clause(text(' ', ' ', ' '), 'url')

const AND_REMOVE = text(' e retirar ', ' y quitar ', ' and remove ')
const REMOVE_ONLY = text('retirar as etiquetas', 'quitar las etiquetas', 'remove the tags')
const TAGS: ActionPiece = (params, { locale = 'pt-BR' }) => {
  const [added, removed] = [list(params, 'add'), list(params, 'remove')]
  if (added.length === 0) return removed.length === 0 ? '' : ` ${removed.join(', ')}`
  return ` ${added.join(', ')}${removed.length === 0 ? '' : AND_REMOVE[locale] + removed.join(', ')}`
}

const WITH_PRIORITY = text(', prioridade ', ', prioridad ', ', priority ')
const PRIORITY: ActionPiece = (params, options) => {
  const level = labelOf('conversation.priority', said(params, 'priority'), options)
  return level === '' ? '' : WITH_PRIORITY[options.locale ?? 'pt-BR'] + level
}

const ON_CONTACT = text(' no contato', ' en el contacto', ' on the contact')
const ON_CONVERSATION = text(' na conversa', ' en la conversación', ' on the conversation')
const FIELD: ActionPiece = (params, options) => {
  const where = params.on === 'contact' ? ON_CONTACT : ON_CONVERSATION
  const value = quoted(String(params.value ?? ''), options)
  return ` ${said(params, 'name')} = ${value}${where[options.locale ?? 'pt-BR']}`
}

const quote =
  (key: string): ActionPiece =>
  (params, options) =>
    said(params, key) === '' ? '' : `: ${quoted(said(params, key), options)}`

const level =
  (fact: string): ActionPiece =>
  (params, options) =>
    ` ${labelOf(fact, said(params, 'value'), options)}`

const OR_TEMPLATE = text(
  ', com a janela fechada o modelo ',
  ', con la ventana cerrada la plantilla ',
  ', with the window closed the template ',
)
const TEMPLATE: ActionPiece = ({ template }, { locale = 'pt-BR' }) =>
  typeof template === 'object' && template !== null && 'ref' in template
    ? `${OR_TEMPLATE[locale]}${String(template.ref)}`
    : ''

/** After the verb, each action's parameters in the order people say them. */
export const PIECES: Readonly<Record<string, readonly ActionPiece[]>> = {
  'auto-reply': [quote('text'), TEMPLATE],
  'ask-ai': [quote('instructions')],
  escalate: [TEAM, NAMED_AGENT, SKILL, PRIORITY, quote('text')],
  route: [TO_TEAM, TO_AGENT, TO_INBOX],
  tag: [TAGS],
  priority: [level('conversation.priority')],
  'set-attribute': [FIELD],
  assign: [TO_TEAM, TO_AGENT],
  note: [quote('text')],
  status: [level('conversation.state')],
  sla: [SLA],
  webhook: [URL_CALLED],
  notify: [TO_TEAM, TO_AGENT, quote('text')],
}

/** Says what a rule does, in pieces; a plugin's action is said by its label and its parameters. */
export function actionParts(event: RuleEvent, options: SentenceOptions): readonly SentencePart[] {
  const { locale = 'pt-BR', catalogue = CATALOGUE } = options
  const params = event.params ?? {}
  const untag = event.type === 'tag' && list(params, 'add').length === 0 && list(params, 'remove').length > 0
  const verb = (untag ? REMOVE_ONLY : VERBS[event.type])?.[locale]
  if (verb !== undefined) {
    const details = (PIECES[event.type] ?? []).map((piece) => piece(params, options)).join('')
    return details === '' ? [part('action', verb)] : [part('action', verb), part('value', details)]
  }
  const label = catalogue.actions.get(event.type)?.label[locale] ?? event.type
  const given = Object.entries(params).map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
  return given.length === 0
    ? [part('action', label)]
    : [part('action', label), plain(' '), part('value', given.join(', '))]
}

function labelOf(fact: string, value: string, { locale = 'pt-BR', catalogue = CATALOGUE }: SentenceOptions): string {
  return catalogue.facts.get(fact)?.values?.find((one) => one.value === value)?.label[locale] ?? value
}
