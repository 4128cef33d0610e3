import { operatorsOf } from '@faladesk/rules'
import type { Command } from '../command.ts'
import { installedCatalogue } from './catalogue.ts'
import { localeOf, localeOption } from './locale.ts'

/** `faladesk rules facts`: what a rule may ask about. */
export const facts: Command = {
  name: 'rules facts',
  usage: '[--locale pt-BR|es|en]',
  does: 'Lists the facts a rule may ask about, with their types and operators.',
  options: localeOption,
  async run(given, print) {
    const locale = localeOf(given)
    const catalogue = await installedCatalogue()
    const all = [...catalogue.facts.values()].map((fact) => ({
      fact,
      operators: operatorsOf(fact, catalogue).map(({ name }) => name),
    }))
    if (given.json)
      print(
        JSON.stringify(
          all.map(({ fact: { name, type, lazy }, operators }) => ({ name, type, operators, lazy })),
          null,
          2,
        ),
      )
    else
      for (const { fact } of all)
        print(`${fact.name.padEnd(30)} ${fact.type.padEnd(9)} ${fact.label[locale]}${fact.lazy ? ' *' : ''}`)
    if (!given.json) print('\n* fetched only when a rule is undecided without it')
    return 0
  },
}
