import { differences } from '@faladesk/rules'
import { type Command, Unreadable } from '../command.ts'
import { catalogueFor } from './catalogue.ts'
import { localeOf, localeOption } from './locale.ts'
import { readDocument } from './read-document.ts'

/** `faladesk rules diff`: what one document changes of another, in sentences. */
export const diff: Command = {
  name: 'rules diff',
  usage: 'A B [--locale pt-BR|es|en]',
  does: 'Says what document B changes of document A, in sentences; exits with 1 when anything does.',
  options: localeOption,
  words: ['A', 'B'],
  async run(given, print, [a = '', b = ''], complain) {
    const locale = localeOf(given)
    const before = await readDocument(a, locale, complain)
    const after = await readDocument(b, locale, complain)
    // 1 would say that there are differences; what is no document cannot be compared.
    if (before === null || after === null) throw new Unreadable('Nothing was compared.')
    const found = differences(before, after, { locale, catalogue: await catalogueFor([before, after]) })
    if (given.json) print(JSON.stringify(found, null, 2))
    else for (const { kind, sentence } of found) print(`${marks[kind]} ${sentence}`)
    return found.length === 0 ? 0 : 1
  },
}

const marks = {
  added: '+',
  removed: '-',
  changed: '~',
  moved: '↕',
  'turned-on': '●',
  'turned-off': '○',
  document: '·',
} as const
