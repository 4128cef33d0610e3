import {
  type Catalogue,
  type Comparison,
  conditionSentence,
  type Locale,
  runTests,
  type TestResult,
} from '@faladesk/rules'
import type { Command, Print } from '../command.ts'
import { catalogueFor } from './catalogue.ts'
import { localeOf, localeOption } from './locale.ts'
import { readDocument } from './read-document.ts'

/** `faladesk rules test`: runs a document's own tests. */
export const test: Command = {
  name: 'rules test',
  usage: 'DOC [--locale pt-BR|es|en]',
  does: 'Runs the tests written in a document and says what they do not reach; exits with 1 when one fails.',
  options: localeOption,
  words: ['DOC'],
  async run(given, print, [file = ''], complain) {
    const locale = localeOf(given)
    const document = await readDocument(file, locale, complain)
    if (document === null) return 1
    const catalogue = await catalogueFor(document)
    const report = await runTests(document, { catalogue })
    if (given.json) print(JSON.stringify(report, null, 2))
    else {
      for (const result of report.results) printResult(result, { locale, catalogue }, print)
      const { rules, leaves } = report.coverage
      const reached = rules.filter(({ matched }) => matched > 0).length
      const never = leaves.filter(({ seenTrue }) => !seenTrue)
      print(`\n${report.passed} passed, ${report.failed} failed; ${reached} of ${rules.length} rules reached.`)
      if (never.length > 0) print(`${never.length} of ${leaves.length} comparisons were never true:`)
      for (const { pointer } of never.slice(0, SHOWN)) print(`  ${pointer}`)
      if (never.length > SHOWN) print('  …')
    }
    return report.failed === 0 ? 0 : 1
  },
}

const SHOWN = 20

function printResult(
  { name, pass, expected, actual, explain }: TestResult,
  say: { locale: Locale; catalogue: Catalogue },
  print: Print,
): void {
  print(`${pass ? '✓' : '✗'} ${name}`)
  if (pass) return
  print(`    expected ${JSON.stringify(expected)}`)
  print(`    actual   ${JSON.stringify(actual)}`)
  for (const rule of explain) {
    print(`    ${rule.id}: ${rule.outcome}${rule.shadowedBy ? ` by ${rule.shadowedBy}` : ''}`)
    for (const { fact, operator, expected: value, path, actual: found } of rule.failedAt ?? []) {
      const comparison = { fact, operator, value, ...(path === undefined ? {} : { path }) } as Comparison
      print(`      ✗ ${conditionSentence(comparison, say).text} (${JSON.stringify(found) ?? 'unknown'})`)
    }
  }
}
