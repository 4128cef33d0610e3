import { ACTIONS, type Action } from './actions.ts'
import type { Fact } from './fact.ts'
import { FACTS } from './facts.ts'
import type { Operator } from './operator.ts'
import { OPERATORS } from './operators.ts'

/** Everything a document may name: facts, operators and actions, each by its name. */
export interface Catalogue {
  readonly facts: ReadonlyMap<string, Fact>
  readonly operators: ReadonlyMap<string, Operator>
  readonly actions: ReadonlyMap<string, Action>
}

/** What a plugin or an organization adds. */
export interface Additions {
  readonly facts?: readonly Fact[]
  readonly operators?: readonly Operator[]
  readonly actions?: readonly Action[]
}

const NAMES = {
  /** Dotted words, at least two. */
  fact: /^[a-z][a-zA-Z0-9_]*(\.[a-z][a-zA-Z0-9_]*){1,3}$/u,
  operator: /^[a-z][A-Za-z0-9]{1,63}$/u,
  action: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/u,
}

/** What the name of every fact a plugin tells looks like. */
export const PLUGIN_FACT = '^plugin\\.[a-z][a-z0-9_]{0,39}\\.[a-z][a-z0-9_]{0,39}$'

const pluginFact = new RegExp(PLUGIN_FACT, 'u')

/**
 * Whether a name can only be a plugin's fact. Where the plugin is not installed a document may still name it, so that nobody
 * loses rules by removing a plugin: it is unknown when decided, and the Doctor says so.
 */
export const isPluginFact = (name: string): boolean => pluginFact.test(name)

/** The catalogue without plugins. */
export const CATALOGUE: Catalogue = extendCatalogue(
  { facts: new Map(), operators: new Map(), actions: new Map() },
  {
    facts: FACTS,
    operators: OPERATORS,
    actions: ACTIONS,
  },
)

/** A catalogue with more in it; throws a sentence naming the culprit when a name is malformed or already taken. */
export function extendCatalogue(base: Catalogue, more: Additions): Catalogue {
  return {
    facts: added('fact', base.facts, more.facts ?? [], (fact) => fact.name),
    operators: added('operator', base.operators, more.operators ?? [], (operator) => operator.name),
    actions: added('action', base.actions, more.actions ?? [], (action) => action.type),
  }
}

/** The operators a fact may be compared with, in menu order. */
export function operatorsOf(fact: Fact, catalogue: Catalogue = CATALOGUE): readonly Operator[] {
  const all = [...catalogue.operators.values()]
  // What lies behind a path has any type, so every operator is offered.
  return fact.type === 'object' ? all : all.filter((operator) => operator.types.includes(fact.type))
}

function added<T>(
  kind: keyof typeof NAMES,
  base: ReadonlyMap<string, T>,
  more: readonly T[],
  nameOf: (one: T) => string,
): ReadonlyMap<string, T> {
  const all = new Map(base)
  for (const one of more) {
    const name = nameOf(one)
    if (!NAMES[kind].test(name))
      throw new Error(`The ${kind} "${name}" is not well named: it must match ${NAMES[kind]}`)
    if (all.has(name)) throw new Error(`The ${kind} "${name}" exists already: choose another name`)
    all.set(name, one)
  }
  return all
}
