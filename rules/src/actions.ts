import Type, { type TSchema } from 'typebox'
import type { Lane } from './document.ts'
import { LIMITS } from './limits.ts'
import { type Text, text } from './text.ts'

/** Something a rule may ask to be done, in one lane, with a closed schema for its parameters. */
export interface Action {
  readonly type: string
  readonly lane: Lane
  readonly label: Text
  /** JSON Schema (TypeBox) of `event.params`; an object. */
  readonly params: TSchema
  /** Parameters that are templates, read by people and filled from facts. */
  readonly templates: readonly string[]
}

const name = () => Type.String({ minLength: 1, maxLength: LIMITS.nameLength })
const message = () => Type.String({ minLength: 1, maxLength: LIMITS.messageLength })
const tags = () => Type.Array(name(), { minItems: 1, maxItems: 50 })
const priority = () => Type.Enum(['low', 'normal', 'high', 'urgent'])
const optional = Type.Optional

const closed = (properties: Record<string, TSchema>, minProperties?: number): TSchema =>
  Type.Object(properties, {
    additionalProperties: false,
    ...(minProperties === undefined ? {} : { minProperties }),
  })

const action = (type: string, lane: Lane, label: Text, params: TSchema, templates: readonly string[] = []): Action => ({
  type,
  lane,
  label,
  params,
  templates,
})

// What is sent instead of the text where the channel takes no free text any more: an approved template of the provider.
const messageTemplate = () =>
  closed({
    ref: Type.String({ minLength: 1, maxLength: 200 }),
    language: optional(Type.String({ minLength: 1, maxLength: 20 })),
    variables: optional(
      Type.Record(Type.String({ pattern: '^[\\w.-]{1,64}$' }), Type.String({ minLength: 1, maxLength: 1024 })),
    ),
  })

/** Every action a document may use without plugins. */
export const ACTIONS: readonly Action[] = [
  action(
    'auto-reply',
    'reply',
    text('Responder', 'Responder', 'Reply'),
    closed({ text: message(), template: optional(messageTemplate()) }),
    ['text'],
  ),
  action(
    'ask-ai',
    'reply',
    text('Deixar a IA responder', 'Dejar que responda la IA', 'Let the AI answer'),
    closed({ instructions: optional(message()) }),
    ['instructions'],
  ),
  action(
    'escalate',
    'reply',
    text('Chamar uma pessoa', 'Llamar a una persona', 'Hand over to a person'),
    closed({
      team: optional(name()),
      agent: optional(name()),
      skill: optional(name()),
      priority: optional(priority()),
      text: optional(message()),
    }),
    ['text'],
  ),
  action(
    'route',
    'reply',
    text('Encaminhar sem responder', 'Derivar sin responder', 'Route without answering'),
    closed({ team: optional(name()), agent: optional(name()), inbox: optional(name()) }, 1),
  ),
  action('wait', 'reply', text('Esperar', 'Esperar', 'Wait'), closed({})),
  action('ignore', 'reply', text('Não responder', 'No responder', 'Do not answer'), closed({})),
  action(
    'tag',
    'background',
    text('Etiquetar', 'Etiquetar', 'Tag'),
    closed({ add: optional(tags()), remove: optional(tags()) }, 1),
  ),
  action(
    'priority',
    'background',
    text('Mudar a prioridade', 'Cambiar la prioridad', 'Set priority'),
    closed({ value: priority() }),
  ),
  action(
    'set-attribute',
    'background',
    text('Guardar um campo', 'Guardar un campo', 'Set a field'),
    closed({
      name: Type.String({ pattern: '^[A-Za-z_][\\w-]{0,63}$' }),
      value: Type.Union([Type.String({ maxLength: LIMITS.valueLength }), Type.Number(), Type.Boolean(), Type.Null()]),
      on: optional(Type.Enum(['contact', 'conversation'])),
    }),
    ['value'],
  ),
  action(
    'assign',
    'background',
    text('Atribuir', 'Asignar', 'Assign'),
    closed({ team: optional(name()), agent: optional(name()) }, 1),
  ),
  action('note', 'background', text('Anotar', 'Anotar', 'Add a note'), closed({ text: message() }), ['text']),
  action(
    'status',
    'background',
    text('Mudar a situação', 'Cambiar el estado', 'Set status'),
    closed({ value: Type.Enum(['open', 'pending', 'resolved']) }),
  ),
  action('sla', 'background', text('Aplicar um SLA', 'Aplicar un SLA', 'Apply an SLA'), closed({ policy: name() })),
  action(
    'webhook',
    'background',
    text('Chamar um webhook', 'Llamar un webhook', 'Call a webhook'),
    closed({ url: Type.String({ pattern: '^https?://[^\\s/?#]\\S*$', maxLength: 2_000 }) }),
  ),
  action(
    'notify',
    'background',
    text('Notificar', 'Notificar', 'Notify'),
    closed({ text: message(), team: optional(name()), agent: optional(name()) }),
    ['text'],
  ),
]
