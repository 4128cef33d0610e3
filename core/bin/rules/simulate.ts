import { once } from 'node:events'
import {
  type Catalogue,
  type Decision,
  decide,
  type Locale,
  prepareDocument,
  previewAction,
  type RuleDocument,
} from '@faladesk/rules'
import { type Command, type Print, Usage } from '../command.ts'
import { catalogueFor } from './catalogue.ts'
import { localeOf, localeOption } from './locale.ts'
import { readDocument } from './read-document.ts'
import { readFacts } from './read-facts.ts'
import { readLines } from './read-lines.ts'

const LONGEST_LINE = 4_000_000

/** `faladesk rules simulate`: what a document would decide about events that were written down. */
export const simulate: Command = {
  name: 'rules simulate',
  usage: 'DOC --events FILE.jsonl [--explain all|matched] [--locale pt-BR|es|en]',
  does: 'Decides each line of FILE (one JSON object of facts; - reads what is piped in) and says why. Sends nothing.',
  options: { events: { type: 'string' }, explain: { type: 'string' }, ...localeOption },
  words: ['DOC'],
  async run(given, print, [file = ''], complain) {
    const { events } = given
    if (typeof events !== 'string') throw new Usage('--events is missing: a file with one JSON object of facts a line.')
    // Of ten thousand rules, explaining all is most of the work: people are shown the ones that matched.
    const { explain = given.json ? 'all' : 'matched' } = given
    if (explain !== 'all' && explain !== 'matched') throw new Usage('--explain must be all or matched.')
    const locale = localeOf(given)
    const document = await readDocument(file, locale, complain)
    if (document === null) return 1
    const catalogue = await catalogueFor(document)
    const show = given.json ? printJson(print) : printWords(print, { locale, catalogue })
    const wrong = await simulateAll({ document, events, explain, catalogue }, show, complain)
    if (wrong > 0) complain(`${wrong} ${wrong === 1 ? 'line was' : 'lines were'} not understood.`)
    return wrong === 0 ? 0 : 2
  },
}

interface Shown {
  decision(line: number, facts: Readonly<Record<string, unknown>>, decision: Decision): void
  wrong(line: number, why: string): void
}

interface Asked {
  document: RuleDocument
  events: string
  explain: 'all' | 'matched'
  catalogue: Catalogue
}

async function simulateAll(
  { document, events, explain, catalogue }: Asked,
  show: Shown,
  complain: Print,
): Promise<number> {
  const prepared = prepareDocument(document, catalogue)
  let wrong = 0
  for await (const { number, text } of readLines(events, LONGEST_LINE)) {
    if (text?.trim() === '') continue
    // A reader slower than we are would have the answers pile up in memory.
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain')
    const read = text === null ? `is longer than ${LONGEST_LINE} characters` : readFacts(text)
    if (typeof read !== 'string') show.decision(number, read, await decide(prepared, read, { explain }))
    else {
      wrong++
      complain(`Line ${number} ${read}.`)
      show.wrong(number, read)
    }
  }
  return wrong
}

// One line for each event, understood or not, so that both files can be read side by side.
const printJson = (print: Print): Shown => ({
  decision: (_, __, { reply, background, explain }) =>
    print(
      JSON.stringify({ reply: reply?.ruleId ?? null, background: background.map(({ ruleId }) => ruleId), explain }),
    ),
  wrong: (line, why) => print(JSON.stringify({ line, error: `Line ${line} ${why}.` })),
})

const printWords = (print: Print, say: { locale: Locale; catalogue: Catalogue }): Shown => ({
  decision(line, facts, { reply, background, explain }) {
    const done = [...(reply ? [reply] : []), ...background]
    print(`${line}: ${done.length === 0 ? '—' : done.map(({ ruleName }) => ruleName).join(', ')}`)
    for (const { event } of done) print(`    ${previewAction(event, facts, say)}`)
    for (const { id, outcome, reason } of explain) if (outcome === 'error') print(`    ${id}: ${reason ?? outcome}`)
  },
  wrong() {},
})
