import type { TSchema } from 'typebox'
import type { Ai, AiDefinition, AnyAi } from './ai.ts'
import type { AnyChannel, Channel, ChannelDefinition, Hook } from './channel.ts'
import { factProblems } from './fact-problems.ts'
import type { ChannelFacts } from './facts.ts'
import { schemaProblems } from './settings-values.ts'
import { locales, type Text } from './words.ts'

/** The contract this SDK speaks; the host refuses a plugin of another number. */
export const contract = 1

/** Checks a channel's definition, stamps contract and kind, and freezes it; throws an error naming what is wrong. */
export function defineChannel<const T extends TSchema>(definition: ChannelDefinition<T>): Channel<T> {
  refuse('channel', definition.name, channelProblems(definition))
  return freeze({ ...definition, contract, kind: 'channel' as const })
}

/** Checks an AI's definition, stamps contract and kind, and freezes it; throws an error naming what is wrong. */
export function defineAi<const T extends TSchema>(definition: AiDefinition<T>): Ai<T> {
  refuse('ai', definition.name, aiProblems(definition))
  return freeze({ ...definition, contract, kind: 'ai' as const })
}

/** Says everything that keeps a stamped definition from being used; the host asks it of plugins it did not see defined. */
export const definitionProblems = (plugin: AnyChannel | AnyAi): string[] =>
  plugin.kind === 'channel' ? channelProblems(plugin) : aiProblems(plugin)

const channelProblems = (definition: ChannelDefinition): string[] => {
  const wrong = problemsOf(definition, ['verify', 'parse', 'send'], channelAbilities)
  if (definition.summary)
    for (const locale of locales) if (!definition.summary[locale]) wrong.push(`summary.${locale} is missing`)
  const hooks = Array.isArray(definition.hooks) ? (definition.hooks as Hook[]) : []
  if (hooks.length === 0) wrong.push('hooks must name at least one webhook')
  const names = hooks.map((hook) => hook.name)
  for (const name of names) if (!/^[a-z][a-z0-9-]*$/.test(name)) wrong.push(`hook "${name}" must be lower-case words`)
  if (new Set(names).size !== names.length) wrong.push('hooks must have different names')
  if (!(definition.capabilities?.text?.max > 0)) wrong.push('capabilities.text.max must be a positive number')
  if (definition.capabilities && typeof definition.capabilities.media !== 'object')
    wrong.push('capabilities.media must say for each kind its limits, or false')
  wrong.push(...factProblems(definition.facts as ChannelFacts | undefined))
  return wrong
}

const aiProblems = (definition: AiDefinition): string[] => problemsOf(definition, ['answer'], ['classify', 'test'])

// To have one is to declare the ability, so a word in its place would promise what cannot be done.
const channelAbilities = [
  'fetchMedia',
  'original',
  'reconcile',
  'test',
  'stream',
  'templates',
  'setup',
  'present',
  'candidates',
]

interface Common {
  name: string
  title: Text
  settings: TSchema
}

const problemsOf = (definition: Common, methods: string[], abilities: string[]): string[] => {
  const wrong: string[] = []
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(definition.name ?? ''))
    wrong.push('name must be lower-case words joined by "-", such as "whatsapp-twilio"')
  for (const locale of locales) if (!definition.title?.[locale]) wrong.push(`title.${locale} is missing`)
  wrong.push(...schemaProblems(definition.settings))
  const members = definition as unknown as Record<string, unknown>
  for (const method of methods) if (typeof members[method] !== 'function') wrong.push(`${method} must be a function`)
  for (const ability of abilities)
    if (members[ability] !== undefined && typeof members[ability] !== 'function')
      wrong.push(`${ability} must be a function, or left out`)
  return wrong
}

const refuse = (kind: string, name: unknown, wrong: string[]) => {
  if (wrong.length > 0) throw new TypeError(`The ${kind} plugin "${String(name)}" cannot be used: ${wrong.join('; ')}`)
}

const freeze = <V extends object>(value: V): V => {
  for (const inner of Object.values(value))
    if (inner && typeof inner === 'object' && !Object.isFrozen(inner)) freeze(inner)
  return Object.freeze(value)
}
