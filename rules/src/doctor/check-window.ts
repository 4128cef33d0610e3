import type { Edit } from '../edit.ts'
import { text } from '../text.ts'
import { cubesOf, type meet, meetAll } from './cube.ts'
import type { Draft } from './doctor-finding.ts'
import { matchesAlone } from './engine.ts'
import { type Entry, type Examination, isComparable } from './entry.ts'
import { factsOf } from './example.ts'
import { readCondition } from './formula.ts'
import { spokenText } from './spoken.ts'
import { quote, say } from './words.ts'

const OUTSIDE = text(
  'A regra {rule} pode escrever no WhatsApp depois das 24 horas, quando só modelos aprovados passam (regra do WhatsApp). Exija a janela aberta.',
  'La regla {rule} puede escribir por WhatsApp pasadas las 24 horas, cuando solo pasan plantillas aprobadas (regla de WhatsApp). Exija la ventana abierta.',
  'The rule {rule} can write on WhatsApp after its 24 hours, when only approved templates go through (WhatsApp’s rule). Require an open window.',
)
const SHOWS = text(
  'Com a janela fechada no WhatsApp, a regra ainda escreve.',
  'Con la ventana de WhatsApp cerrada, la regla aún escribe.',
  'With the WhatsApp window closed, the rule still writes.',
)
const GUARD = text(
  'Só escrever com a janela aberta',
  'Escribir solo con la ventana abierta',
  'Write only while the window is open',
)

// Closed is refused; unknown is not, because other channels have no window.
const OPEN = { fact: 'window.open', operator: 'notEqual', value: false } as const
const TIMED = new Set(['customer-silent', 'agent-silent', 'sla-warning', 'sla-breached'])
const DAY = 1_440

/** Finds free text that a timed event could send on WhatsApp when its window has closed. */
export async function checkWindow(entry: Entry, examination: Examination): Promise<readonly Draft[]> {
  const { rule, on } = entry
  const { catalogue, locale } = examination
  // Where the rule names an approved template, that is what goes out then.
  if (rule.event.params?.template !== undefined) return []
  if (!TIMED.has(on.event) || !isComparable(entry) || spokenText(rule) === '') return []
  for (const cube of entry.cubes) {
    const closed = readCondition({ fact: 'window.open', operator: 'equal', value: false }, {}, catalogue)
    const [outside] = (closed && cubesOf(closed.formula, catalogue)) ?? []
    const both = outside && meetAll(cube, outside, catalogue)
    const facts = both && factsOf(both, on)
    if (!facts || !mayBeWhatsApp(cube, examination)) continue
    const shown = { 'conversation.channel': 'whatsapp-twilio', ...facts }
    if (!String(shown['conversation.channel']).includes('whatsapp')) continue
    if (!(await matchesAlone(entry, shown, catalogue))) continue
    const guarded = { all: 'all' in rule.conditions ? [...rule.conditions.all, OPEN] : [rule.conditions, OPEN] }
    return [
      {
        kind: 'outside-window',
        // A customer silent for a day has surely closed it.
        severity: on.event === 'customer-silent' && (on.minutes ?? 0) >= DAY ? 'error' : 'warning',
        otherIds: [],
        at: '/conditions',
        message: say(OUTSIDE, locale, { rule: quote(rule.name) }),
        example: { facts: shown, shows: SHOWS[locale] },
        fix: {
          label: GUARD[locale],
          edits: (at): Edit[] =>
            'all' in rule.conditions
              ? [{ op: 'add', pointer: `${at}/conditions/all/-`, value: OPEN }]
              : [{ op: 'replace', pointer: `${at}/conditions`, value: guarded }],
        },
      },
    ]
  }
  return []
}

const WHATSAPP = ['whatsapp-twilio', 'whatsapp-360dialog', 'whatsapp-cloud']

// A rule for other channels alone never meets the window.
function mayBeWhatsApp(cube: Parameters<typeof meet>[0], { catalogue }: Examination): boolean {
  return WHATSAPP.some((value) => {
    const asked = readCondition({ fact: 'conversation.channel', operator: 'equal', value }, {}, catalogue)
    const [channel] = (asked && cubesOf(asked.formula, catalogue)) ?? []
    return channel !== undefined && meetAll(cube, channel, catalogue) !== null
  })
}
