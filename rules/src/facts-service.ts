import { type Fact, fact, statements, value } from './fact.ts'
import { text } from './text.ts'

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

/** Who could answer now, and how many wait for it. */
export const AGENTS: readonly Fact[] = [
  fact(
    'agents.online',
    'number',
    text('Atendentes disponíveis', 'Agentes disponibles', 'Agents online'),
    text('o número de atendentes disponíveis', 'el número de agentes disponibles', 'the number of agents online'),
    { lazy: true, group: 'agents' },
  ),
  fact(
    'agents.queue',
    'number',
    text('Conversas na fila', 'Conversaciones en la fila', 'Conversations waiting'),
    text('o tamanho da fila', 'el tamaño de la fila', 'the number of conversations waiting'),
    { lazy: true, group: 'agents' },
  ),
  fact(
    'agents.by_team',
    'object',
    text(
      'Atendentes e fila de uma equipe ($.equipe.online, $.equipe.queue)',
      'Agentes y fila de un equipo ($.equipo.online, $.equipo.queue)',
      'Agents and queue of one team ($.team.online, $.team.queue)',
    ),
    text('o número por equipe', 'el número por equipo', 'the number by team'),
    { lazy: true, group: 'agents' },
  ),
]

/** What the channel still lets us write: after WhatsApp's 24 hours only templates go through. */
export const WINDOW: readonly Fact[] = [
  fact(
    'window.open',
    'boolean',
    text('Janela do canal aberta', 'Ventana del canal abierta', 'Channel window open'),
    text('a janela do canal', 'la ventana del canal', 'the channel window'),
    statements(
      text('a janela do canal está aberta', 'la ventana del canal está abierta', 'the channel window is open'),
      text('a janela do canal está fechada', 'la ventana del canal está cerrada', 'the channel window is closed'),
    ),
  ),
  fact(
    'window.minutes_left',
    'number',
    text('Minutos até a janela fechar', 'Minutos hasta cerrar la ventana', 'Minutes until the window closes'),
    text(
      'o tempo até a janela fechar em minutos',
      'el tiempo hasta cerrar la ventana en minutos',
      'the time until the window closes, in minutes,',
    ),
  ),
]

/** How the conversation stands against its SLA. */
export const SLA: readonly Fact[] = [
  fact(
    'sla.state',
    'enum',
    text('Situação do SLA', 'Estado del SLA', 'SLA state'),
    text('a situação do SLA', 'el estado del SLA', 'the SLA state'),
    {
      values: [
        value('none', 'sem SLA', 'sin SLA', 'no SLA'),
        value('ok', 'no prazo', 'en plazo', 'on time'),
        value('warning', 'perto do limite', 'cerca del límite', 'close to its limit'),
        value('breached', 'estourado', 'vencido', 'breached'),
      ],
    },
  ),
  fact(
    'sla.minutes_left',
    'number',
    text('Minutos até o limite do SLA', 'Minutos hasta el límite del SLA', 'Minutes until the SLA limit'),
    text(
      'o tempo até o limite do SLA em minutos',
      'el tiempo hasta el límite del SLA en minutos',
      'the time until the SLA limit, in minutes,',
    ),
  ),
]
