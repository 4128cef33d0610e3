import { operatorParts } from '../decorators.ts'
import type { Edit } from '../edit.ts'
import { nearest, type Text, text } from '../text.ts'
import type { Draft, FindingKind, References } from './doctor-finding.ts'
import type { Entry, Examination } from './entry.ts'
import { quote, say } from './words.ts'

type Place = 'team' | 'agent' | 'inbox'

const NAMES: Readonly<Record<Place, keyof References>> = { team: 'teams', agent: 'agents', inbox: 'inboxes' }
const UNKNOWN: Readonly<Record<Place, Text>> = {
  team: text(
    'A regra {rule} fala da equipe {name}, que não existe. Escolha uma equipe que exista.',
    'La regla {rule} menciona el equipo {name}, que no existe. Elija un equipo que exista.',
    'The rule {rule} names the team {name}, which does not exist. Choose one that does.',
  ),
  agent: text(
    'A regra {rule} fala de {name}, que não está entre os atendentes. Escolha alguém que esteja.',
    'La regla {rule} menciona a {name}, que no está entre los agentes. Elija a alguien que esté.',
    'The rule {rule} names {name}, who is not among the agents. Choose somebody who is.',
  ),
  inbox: text(
    'A regra {rule} fala da caixa {name}, que não existe. Escolha uma caixa que exista.',
    'La regla {rule} menciona la bandeja {name}, que no existe. Elija una bandeja que exista.',
    'The rule {rule} names the inbox {name}, which does not exist. Choose one that does.',
  ),
}
const CHANGE = text('Trocar por {name}', 'Cambiar por {name}', 'Change to {name}')

/** Finds teams, agents and inboxes that a rule names and the organization does not have. */
export function checkReferences(entry: Entry, { references, locale }: Examination): readonly Draft[] {
  if (references === undefined) return []
  return named(entry).flatMap(({ place, name, at, shared }): Draft[] => {
    const known = references[NAMES[place]]
    // The engine finds names whatever their case; a template is filled only later.
    if (name.includes('{{') || name.trim() === '' || known.some((one) => same(one, name))) return []
    const near = nearest(name, known)
    return [
      {
        kind: `unknown-${place}` satisfies FindingKind,
        severity: at.startsWith('/event') ? 'error' : 'warning',
        otherIds: [],
        at,
        ...(shared ? { shared } : {}),
        message: say(UNKNOWN[place], locale, { rule: quote(entry.rule.name), name: quote(name) }),
        ...(near === undefined || shared
          ? {}
          : {
              fix: {
                label: say(CHANGE, locale, { name: quote(near) }),
                edits: (rule: string): Edit[] => [{ op: 'replace', pointer: rule + at, value: near }],
              },
            }),
      },
    ]
  })
}

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase()

interface Named {
  readonly place: Place
  readonly name: string
  readonly at: string
  readonly shared: boolean
}

const FACTS: Readonly<Record<string, Place>> = { 'conversation.team': 'team', 'conversation.inbox': 'inbox' }
const ACTIONS = new Set(['escalate', 'route', 'assign', 'notify'])

function named({ rule, reading }: Entry): readonly Named[] {
  const found: Named[] = []
  const { type, params = {} } = rule.event
  if (ACTIONS.has(type))
    for (const place of ['team', 'agent', 'inbox'] as const) {
      const name = params[place]
      if (typeof name === 'string') found.push({ place, name, at: `/event/params/${place}`, shared: false })
    }
  for (const { comparison, at, shared } of reading.leaves) {
    const place = FACTS[comparison.fact]
    const { decorators, base } = operatorParts(comparison.operator)
    if (place === undefined || decorators.some((name) => name !== 'not')) continue
    if (!['equal', 'notEqual', 'in', 'notIn'].includes(base)) continue
    const { value } = comparison
    if (typeof value === 'string') found.push({ place, name: value, at: `${at}/value`, shared })
    else if (Array.isArray(value))
      for (const [index, name] of value.entries())
        if (typeof name === 'string') found.push({ place, name, at: `${at}/value/${index}`, shared })
  }
  return found
}
