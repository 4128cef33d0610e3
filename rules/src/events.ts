import type { EventName, RuleTrigger } from './document.ts'
import { type Locale, type Text, text } from './text.ts'

/** Something that happens in a conversation and that rules may wait for. */
export interface TriggerEvent {
  readonly name: EventName
  /** Its name in a menu. */
  readonly label: Text
  /** How a sentence starts with it: “quando …”; {time} is the time that has to pass. */
  readonly says: Text
  /** Needs `minutes`: it happens when nothing else did for that long. */
  readonly timed: boolean
}

const event = (name: EventName, label: Text, says: Text, timed = false): TriggerEvent => ({ name, label, says, timed })

/** The minutes a timed event may wait: one minute to thirty days. */
export const MINUTES = { least: 1, most: 43_200 } as const

/** What a rule without `on` waits for. */
export const USUAL_EVENT: EventName = 'message-received'

/** Every event a rule may wait for, in menu order; a rule that names none waits for the first. */
export const EVENTS: readonly TriggerEvent[] = [
  event(
    'message-received',
    text('Mensagem recebida', 'Mensaje recibido', 'Message received'),
    text('quando o cliente escrever', 'cuando el cliente escriba', 'when the customer writes'),
  ),
  event(
    'conversation-opened',
    text('Conversa aberta', 'Conversación abierta', 'Conversation opened'),
    text('quando uma conversa for aberta', 'cuando se abra una conversación', 'when a conversation is opened'),
  ),
  event(
    'customer-silent',
    text('Cliente sem responder', 'Cliente sin responder', 'Customer silent'),
    text(
      'quando o cliente ficar {time} sem responder',
      'cuando el cliente pase {time} sin responder',
      'when the customer has not answered for {time}',
    ),
    true,
  ),
  event(
    'agent-silent',
    text('Atendente sem responder', 'Agente sin responder', 'Agent silent'),
    text(
      'quando o atendente ficar {time} sem responder',
      'cuando el agente pase {time} sin responder',
      'when the agent has not answered for {time}',
    ),
    true,
  ),
  event(
    'status-changed',
    text('Situação mudada', 'Estado cambiado', 'Status changed'),
    text(
      'quando a situação da conversa mudar',
      'cuando cambie el estado de la conversación',
      'when the conversation’s status changes',
    ),
  ),
  event(
    'assigned',
    text('Conversa atribuída', 'Conversación asignada', 'Conversation assigned'),
    text('quando a conversa for atribuída', 'cuando se asigne la conversación', 'when the conversation is assigned'),
  ),
  event(
    'sla-warning',
    text('SLA perto do limite', 'SLA cerca del límite', 'SLA close to its limit'),
    text(
      'quando o prazo do SLA estiver perto do fim',
      'cuando el plazo del SLA esté por vencer',
      'when the SLA is close to its limit',
    ),
  ),
  event(
    'sla-breached',
    text('SLA estourado', 'SLA vencido', 'SLA breached'),
    text('quando o prazo do SLA estourar', 'cuando venza el plazo del SLA', 'when the SLA is breached'),
  ),
  event(
    'delivery-failed',
    text('Entrega falhou', 'Entrega fallida', 'Delivery failed'),
    text(
      'quando uma mensagem não for entregue',
      'cuando un mensaje no se entregue',
      'when a message could not be delivered',
    ),
  ),
  event(
    'csat-answered',
    text('Avaliação respondida', 'Encuesta respondida', 'Rating given'),
    text(
      'quando o cliente avaliar o atendimento',
      'cuando el cliente califique la atención',
      'when the customer rates us',
    ),
  ),
]

const BY_NAME: ReadonlyMap<string, TriggerEvent> = new Map(EVENTS.map((one) => [one.name, one]))

/** Says what a rule waits for: “quando o cliente ficar 30 minutos sem responder”. */
export function triggerSentence(trigger: RuleTrigger, locale: Locale = 'pt-BR'): string {
  const said = BY_NAME.get(trigger.event)?.says[locale] ?? trigger.event
  return said.replace('{time}', durationIn(trigger.minutes ?? MINUTES.least, locale))
}

const UNITS: readonly [number, Text, Text][] = [
  [1_440, text('dia', 'día', 'day'), text('dias', 'días', 'days')],
  [60, text('hora', 'hora', 'hour'), text('horas', 'horas', 'hours')],
  [1, text('minuto', 'minuto', 'minute'), text('minutos', 'minutos', 'minutes')],
]

/** Says a number of minutes in the largest unit that is exact: “90 minutos”, “2 horas”, “1 dia”. */
export function durationIn(minutes: number, locale: Locale): string {
  for (const [size, one, many] of UNITS)
    if (minutes % size === 0 && minutes >= size) return `${minutes / size} ${(minutes === size ? one : many)[locale]}`
  return `${minutes} ${text('minutos', 'minutos', 'minutes')[locale]}`
}
