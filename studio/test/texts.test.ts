import { describe, expect, test } from 'vitest'
import { auditActions } from '../../core/src/http/audit-actions.ts'
import { sources, texts } from './sources.ts'

const portuguese = texts('pt-BR')
const base = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '')
const holes = (text: string) =>
  [...text.matchAll(/\{\{\s*(\w+)[^}]*\}\}|<(\w+)>/g)].map((hole) => hole[1] ?? hole[2]).sort()

describe.each(['es', 'en'])('the texts in %s', (locale) => {
  const theirs = texts(locale)
  test.each([...portuguese.keys()])('of %s have the same keys and the same holes as the Portuguese', (feature) => {
    const [ours, others] = [portuguese.get(feature), theirs.get(feature)]
    expect(new Set([...(others?.keys() ?? [])].map(base))).toEqual(new Set([...(ours?.keys() ?? [])].map(base)))
    for (const [key, text] of ours ?? [])
      if (others?.has(key)) expect({ key, holes: holes(others.get(key) ?? '') }).toEqual({ key, holes: holes(text) })
  })
})

test('whatever the audit log says that somebody did is said in words', () => {
  const said = [...(portuguese.get('settings')?.keys() ?? [])].filter((key) => key.startsWith('did.'))
  expect(said.toSorted()).toEqual(auditActions.map((action) => `did.${action}`).toSorted())
})

test('no text is empty', () => {
  for (const locale of ['pt-BR', 'es', 'en'])
    for (const [feature, all] of texts(locale))
      for (const [key, text] of all) expect(text.trim(), `${locale}/${feature}: ${key}`).not.toBe('')
})

/** The keys a file asks for: t('a.b'), both arms of t(x ? 'a' : 'b'), and t(`a.${x}`) as "a.*". */
function asked(text: string): { feature: string; key: string }[] {
  const feature = /useTranslation\('([\w-]+)'\)/.exec(text)?.[1]
  if (!feature) return []
  const calls = [...text.matchAll(/\bt\(\s*((?:[^(){}]|\$\{[^}]*\})*?)\s*(?:,\s*\{|\))/g)].map((call) => call[1] ?? '')
  const literals = calls.flatMap((call) =>
    [...call.matchAll(/(?:^|[?:]\s*)'([\w.:-]+)'/g)].map((found) => found[1] ?? ''),
  )
  const templates = calls.flatMap((call) => [...call.matchAll(/`([^`]+)`/g)].map((found) => found[1] ?? ''))
  const keys = [...literals, ...templates.map((one) => one.replace(/\$\{[^}]*\}/g, '*'))]
  return keys.map((key) => {
    const [named, own] = key.includes(':') ? key.split(':') : [feature, key]
    return { feature: named ?? feature, key: own ?? key }
  })
}

test('every text that is asked for exists', () => {
  const missing: string[] = []
  let found = 0
  for (const { path, text } of sources)
    for (const { feature, key } of asked(text)) {
      const known = [...(portuguese.get(feature)?.keys() ?? [])].map(base)
      const pattern = new RegExp(`^${key.replaceAll('.', '\\.').replaceAll('*', '[^.]+')}(?:\\.|$)`)
      if (known.some((one) => (key.includes('*') ? pattern.test(one) : one === key))) found += 1
      else missing.push(`${path}: ${feature}:${key}`)
    }
  expect(missing).toEqual([])
  expect(found).toBeGreaterThan(100)
})
