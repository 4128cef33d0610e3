import type { ServerRefused } from './server.ts'

/** What a server refused, line by line: the sentence, each problem with its place, and what to do next. */
export function refusalLines({ code, message, details }: ServerRefused): readonly string[] {
  return [message, ...details.flatMap((detail) => detailLines(detail)), ...(advice[code] ? [advice[code]] : [])]
}

const advice: Readonly<Record<string, string>> = {
  draft_changed:
    'Somebody saved meanwhile: take the newer draft with "rules pull" and apply your change to it, or repeat with --revision and its number to save over it.',
  tests_failed: 'Correct the rules or the tests, or repeat with --override and the reason why they may fail.',
}

interface Detail {
  pointer?: unknown
  field?: unknown
  message?: unknown
  revision?: unknown
  results?: unknown
}

function detailLines(detail: unknown): readonly string[] {
  const { pointer, field, message, revision, results } = (detail ?? {}) as Detail
  if (Array.isArray(results)) return results.filter(({ pass }) => pass === false).map(({ name }) => `  ✗ ${name}`)
  if (typeof message === 'string')
    return [`  ${[pointer, field].filter((one) => typeof one === 'string').join('  ') || '/'}  ${message}`]
  return typeof revision === 'number' ? [`  The draft there is number ${revision}.`] : []
}
