import type { TSchema } from 'typebox'
import type { Ai, AiDefinition } from './ai.ts'
import type { Channel, ChannelDefinition } from './channel.ts'
import { schemaProblems } from './settings.ts'
import { locales, type Text } from './words.ts'

/** The contract this SDK speaks; the host refuses a plugin of another number. */
export const contract = 1

/** Checks a channel's definition, stamps contract and kind, and freezes it; throws an error naming what is wrong. */
export function defineChannel<const T extends TSchema>(definition: ChannelDefinition<T>): Channel<T> {
  const wrong = problemsOf(definition, ['verify', 'parse', 'send'])
  if (!Array.isArray(definition.hooks) || definition.hooks.length === 0)
    wrong.push('hooks must name at least one webhook')
  const names = (definition.hooks ?? []).map((hook) => hook.name)
  for (const name of names) if (!/^[a-z][a-z0-9-]*$/.test(name)) wrong.push(`hook "${name}" must be lower-case words`)
  if (new Set(names).size !== names.length) wrong.push('hooks must have different names')
  if (!(definition.capabilities?.text?.max > 0)) wrong.push('capabilities.text.max must be a positive number')
  refuse('channel', definition.name, wrong)
  return freeze({ ...definition, contract, kind: 'channel' as const })
}

/** Checks an AI's definition, stamps contract and kind, and freezes it; throws an error naming what is wrong. */
export function defineAi<const T extends TSchema>(definition: AiDefinition<T>): Ai<T> {
  refuse('ai', definition.name, problemsOf(definition, ['answer']))
  return freeze({ ...definition, contract, kind: 'ai' as const })
}

interface Common {
  name: string
  title: Text
  settings: TSchema
}

const problemsOf = (definition: Common, methods: string[]): string[] => {
  const wrong: string[] = []
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(definition.name ?? ''))
    wrong.push('name must be lower-case words joined by "-", such as "whatsapp-twilio"')
  for (const locale of locales) if (!definition.title?.[locale]) wrong.push(`title.${locale} is missing`)
  wrong.push(...schemaProblems(definition.settings))
  const members = definition as unknown as Record<string, unknown>
  for (const method of methods) if (typeof members[method] !== 'function') wrong.push(`${method} must be a function`)
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
