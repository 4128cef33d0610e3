import { EVENTS } from './events.ts'
import { type Fact, fact } from './fact.ts'
import { text } from './text.ts'

/** What happened, for conditions that several events share. */
export const EVENT: readonly Fact[] = [
  fact('event.type', 'enum', text('Evento', 'Evento', 'Event'), text('o evento', 'el evento', 'the event'), {
    values: EVENTS.map(({ name, label }) => ({ value: name, label })),
  }),
  fact(
    'event.minutes',
    'number',
    text('Minutos de silêncio', 'Minutos de silencio', 'Minutes of silence'),
    text('o silêncio em minutos', 'el silencio en minutos', 'the silence in minutes'),
  ),
]
