import type { ChannelFacts } from '@faladesk/plugin-sdk'
import { CATALOGUE, type Catalogue, extendCatalogue, type Fact, type FactType, sameJson, text } from '@faladesk/rules'
import type { Registry } from '../plugins/registry.ts'

/** What rules may name on this host: ours, and the facts of its channels. Throws where two channels tell one fact differently. */
export function catalogueOf({ channels }: Pick<Registry, 'channels'>): Catalogue {
  const facts = new Map<string, { fact: Fact; channel: string }>()
  for (const channel of channels.values())
    for (const fact of channel.facts ? factsIn(channel.facts) : []) {
      const known = facts.get(fact.name)
      if (known && !sameJson(known.fact, fact))
        throw new Error(
          `The channels "${known.channel}" and "${channel.name}" describe the fact "${fact.name}" differently: give one of them another \`about\`.`,
        )
      if (!known) facts.set(fact.name, { fact, channel: channel.name })
    }
  return extendCatalogue(CATALOGUE, { facts: [...facts.values()].map(({ fact }) => fact) })
}

/** The facts a catalogue has beyond ours: data, so that they can be handed to a thread or a browser. */
export const pluginFacts = ({ facts }: Catalogue): Fact[] =>
  [...facts.values()].filter(({ name }) => !CATALOGUE.facts.has(name))

/** The name rules know a channel's fact by. */
export const nameOf = (offered: Pick<ChannelFacts, 'about'>, name: string): string => `${groupOf(offered)}.${name}`

const groupOf = ({ about }: Pick<ChannelFacts, 'about'>): string => `plugin.${about.replaceAll('-', '_')}`

function factsIn(offered: ChannelFacts): Fact[] {
  const group = { lazy: true, group: groupOf(offered) } as const
  const facts = offered.facts.map(
    (one): Fact => ({
      name: nameOf(offered, one.name),
      type: types[one.type],
      label: one.label,
      noun: one.noun ?? one.label,
      ...(one.says && { says: one.says }),
      ...(one.choices && { values: one.choices }),
      ...('ask' in one ? group : { lazy: false }),
      heading: offered.title,
    }),
  )
  return facts.some(({ lazy }) => lazy) ? [...facts, { ...outcome, ...group, ...headed(offered) }] : facts
}

const types: Record<ChannelFacts['facts'][number]['type'], FactType> = {
  text: 'string',
  number: 'number',
  boolean: 'boolean',
  list: 'string[]',
  moment: 'datetime',
  choice: 'enum',
}

const headed = (offered: ChannelFacts) => ({ name: nameOf(offered, 'status'), heading: offered.title })

const outcome = {
  type: 'enum',
  label: text('Resultado da consulta', 'Resultado de la consulta', 'Outcome of the question'),
  noun: text('o resultado da consulta', 'el resultado de la consulta', 'the outcome of the question'),
  values: [
    { value: 'ok', label: text('respondeu', 'respondió', 'answered') },
    { value: 'timeout', label: text('demorou demais', 'tardó demasiado', 'took too long') },
    { value: 'unavailable', label: text('indisponível', 'no disponible', 'unavailable') },
  ],
} as const
