import { type Fact, fact, statements, value } from './fact.ts'
import { text } from './text.ts'

/** The conversation so far. */
export const CONVERSATION: readonly Fact[] = [
  fact(
    'conversation.state',
    'enum',
    text('Situação da conversa', 'Estado de la conversación', 'Conversation state'),
    text('a situação da conversa', 'el estado de la conversación', 'the conversation state'),
    {
      values: [
        value('open', 'aberta', 'abierta', 'open'),
        value('pending', 'pendente', 'pendiente', 'pending'),
        value('resolved', 'resolvida', 'resuelta', 'resolved'),
      ],
    },
  ),
  fact(
    'conversation.owner',
    'enum',
    text('Quem atende', 'Quién atiende', 'Who is answering'),
    text('quem atende', 'quien atiende', 'the one answering'),
    {
      values: [
        value('rules', 'as regras', 'las reglas', 'the rules'),
        value('ai', 'a IA', 'la IA', 'the AI'),
        value('human', 'uma pessoa', 'una persona', 'a person'),
      ],
    },
  ),
  fact(
    'conversation.tags',
    'string[]',
    text('Etiquetas da conversa', 'Etiquetas de la conversación', 'Conversation tags'),
    text('a lista de etiquetas da conversa', 'la lista de etiquetas de la conversación', 'the conversation tag list'),
  ),
  fact(
    'conversation.priority',
    'enum',
    text('Prioridade', 'Prioridad', 'Priority'),
    text('a prioridade', 'la prioridad', 'the priority'),
    {
      values: [
        value('low', 'baixa', 'baja', 'low'),
        value('normal', 'normal', 'normal', 'normal'),
        value('high', 'alta', 'alta', 'high'),
        value('urgent', 'urgente', 'urgente', 'urgent'),
      ],
    },
  ),
  fact('conversation.channel', 'string', text('Canal', 'Canal', 'Channel'), text('o canal', 'el canal', 'the channel')),
  fact(
    'conversation.inbox',
    'string',
    text('Caixa de entrada', 'Bandeja de entrada', 'Inbox'),
    text('a caixa de entrada', 'la bandeja de entrada', 'the inbox'),
  ),
  fact(
    'conversation.messages',
    'number',
    text('Mensagens na conversa', 'Mensajes en la conversación', 'Messages in the conversation'),
    text('o número de mensagens da conversa', 'el número de mensajes de la conversación', 'the number of messages'),
    { lazy: true },
  ),
  fact(
    'conversation.bot_attempts',
    'number',
    text('Respostas automáticas seguidas', 'Respuestas automáticas seguidas', 'Automatic answers in a row'),
    text(
      'o número de respostas automáticas',
      'el número de respuestas automáticas',
      'the number of automatic answers in a row',
    ),
  ),
  fact(
    'conversation.protocol',
    'string',
    text('Protocolo', 'Número de protocolo', 'Protocol number'),
    text('o protocolo', 'el número de protocolo', 'the protocol number'),
  ),
  fact(
    'conversation.waiting_minutes',
    'number',
    text('Minutos de espera', 'Minutos de espera', 'Minutes waiting'),
    text('a espera em minutos', 'la espera en minutos', 'the wait in minutes'),
  ),
  fact(
    'conversation.attributes',
    'object',
    text('Campos da conversa', 'Campos de la conversación', 'Conversation fields'),
    text('o campo da conversa', 'el campo de la conversación', 'the conversation field'),
  ),
  fact(
    'conversation.team',
    'string',
    text('Equipe', 'Equipo', 'Team'),
    text('a equipe da conversa', 'el equipo de la conversación', "the conversation's team"),
  ),
  fact(
    'conversation.assigned',
    'boolean',
    text('Atribuída a alguém', 'Asignada a alguien', 'Assigned to somebody'),
    text('haver alguém responsável', 'que haya un responsable', 'whether somebody is assigned'),
    statements(
      text('a conversa tem um responsável', 'la conversación tiene responsable', 'the conversation is assigned'),
      text(
        'a conversa não tem responsável',
        'la conversación no tiene responsable',
        'the conversation is not assigned',
      ),
    ),
  ),
  fact(
    'conversation.csat',
    'number',
    text('Avaliação do atendimento (1 a 5)', 'Calificación de la atención (1 a 5)', 'Rating (1 to 5)'),
    text('a avaliação do atendimento', 'la calificación de la atención', 'the rating'),
  ),
  fact(
    'conversation.reopened',
    'boolean',
    text('Conversa reaberta', 'Conversación reabierta', 'Conversation reopened'),
    text(
      'a conversa ter sido reaberta',
      'que la conversación se haya reabierto',
      'whether the conversation was reopened',
    ),
    statements(
      text('a conversa foi reaberta', 'la conversación se reabrió', 'the conversation was reopened'),
      text('a conversa não foi reaberta', 'la conversación no se reabrió', 'the conversation was not reopened'),
    ),
  ),
]
