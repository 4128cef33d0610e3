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
]

/** The organization's hours, in its own time zone. */
export const CALENDAR: readonly Fact[] = [
  fact(
    'calendar.open',
    'boolean',
    text('Em horário de atendimento', 'En horario de atención', 'Within business hours'),
    text('o horário de atendimento', 'el horario de atención', 'business hours'),
    statements(
      text('estamos em horário de atendimento', 'estamos en horario de atención', 'we are open'),
      text('estamos fora do horário de atendimento', 'estamos fuera del horario de atención', 'we are closed'),
    ),
  ),
  fact(
    'calendar.next_open',
    'datetime',
    text('Próxima abertura', 'Próxima apertura', 'Next opening'),
    text('a próxima abertura', 'la próxima apertura', 'the next opening'),
    { lazy: true },
  ),
  fact(
    'calendar.holiday',
    'string',
    text('Feriado de hoje (nome)', 'Feriado de hoy (nombre)', "Today's holiday (name)"),
    text('o feriado de hoje', 'el feriado de hoy', "today's holiday"),
  ),
  fact(
    'calendar.weekday',
    'enum',
    text('Dia da semana', 'Día de la semana', 'Day of the week'),
    text('o dia da semana', 'el día de la semana', 'the day of the week'),
    {
      values: [
        value('monday', 'segunda-feira', 'lunes', 'Monday'),
        value('tuesday', 'terça-feira', 'martes', 'Tuesday'),
        value('wednesday', 'quarta-feira', 'miércoles', 'Wednesday'),
        value('thursday', 'quinta-feira', 'jueves', 'Thursday'),
        value('friday', 'sexta-feira', 'viernes', 'Friday'),
        value('saturday', 'sábado', 'sábado', 'Saturday'),
        value('sunday', 'domingo', 'domingo', 'Sunday'),
      ],
    },
  ),
  fact(
    'calendar.hour',
    'number',
    text('Hora do dia (18,5 = 18h30)', 'Hora del día (18,5 = 18:30)', 'Hour of the day (18.5 = 18:30)'),
    text('a hora', 'la hora', 'the hour'),
  ),
]

/** Who could answer now. */
export const AGENTS: readonly Fact[] = [
  fact(
    'agents.online',
    'number',
    text('Atendentes disponíveis', 'Agentes disponibles', 'Agents online'),
    text('o número de atendentes disponíveis', 'el número de agentes disponibles', 'the number of agents online'),
    { lazy: true },
  ),
]
