import { type Text, text } from './text.ts'

/** How each action begins when it is told as what would happen. */
export const WOULD: Readonly<Record<string, Text>> = {
  'auto-reply': text('O cliente receberia', 'El cliente recibiría', 'The customer would receive'),
  'ask-ai': text('A IA responderia ao cliente', 'La IA respondería al cliente', 'The AI would answer the customer'),
  escalate: text(
    'A conversa iria para uma pessoa',
    'La conversación pasaría a una persona',
    'The conversation would go to a person',
  ),
  route: text(
    'Sem resposta ao cliente, a conversa iria',
    'Sin respuesta al cliente, la conversación iría',
    'Without an answer to the customer, the conversation would go',
  ),
  wait: text(
    'Nada seria enviado: a conversa esperaria',
    'No se enviaría nada: la conversación esperaría',
    'Nothing would be sent: the conversation would wait',
  ),
  ignore: text(
    'O cliente não receberia resposta',
    'El cliente no recibiría respuesta',
    'The customer would get no answer',
  ),
  tag: text('A conversa', 'La conversación', 'The conversation'),
  priority: text('A prioridade passaria a ser', 'La prioridad pasaría a ser', 'The priority would become'),
  'set-attribute': text('Seria guardado o campo', 'Se guardaría el campo', 'This field would be set:'),
  assign: text('A conversa seria atribuída', 'La conversación se asignaría', 'The conversation would be assigned'),
  note: text('A equipe veria a nota', 'El equipo vería la nota', 'The team would see the note'),
  status: text(
    'A situação da conversa passaria a ser',
    'El estado de la conversación pasaría a ser',
    'The conversation’s status would become',
  ),
  sla: text(
    'A conversa ficaria sob o SLA',
    'La conversación quedaría bajo el SLA',
    'The conversation would be under the SLA',
  ),
  webhook: text('Seria chamado o webhook', 'Se llamaría el webhook', 'This webhook would be called:'),
  notify: text('Seria enviado um aviso', 'Se enviaría un aviso', 'A notice would be sent'),
}

/** The small words between the parts. */
export const BETWEEN = {
  template: text(
    'Com a janela fechada, o cliente receberia o modelo ',
    'Con la ventana cerrada, el cliente recibiría la plantilla ',
    'With the window closed, the customer would receive the template ',
  ),
  guided: text(', com a orientação: ', ', con la orientación: ', ', told to: '),
  told: text('; o cliente receberia: ', '; el cliente recibiría: ', '; the customer would receive: '),
  gains: text(' ganharia as etiquetas: ', ' recibiría las etiquetas: ', ' would be tagged: '),
  and: text(' e', ' y', ' and'),
  loses: text(' perderia as etiquetas: ', ' perdería las etiquetas: ', ' would lose the tags: '),
  plugin: text('Seria feito', 'Se haría', 'This would be done'),
  noValue: text('sem valor', 'sin valor', 'no value'),
} satisfies Record<string, Text>
