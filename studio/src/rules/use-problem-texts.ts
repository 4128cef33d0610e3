import { useCallback } from 'react'
import { ApiError } from '../lib/api-error.ts'
import { useDraft } from './draft.tsx'

/** One thing the server found wrong in a document, with the JSON pointer of its place. */
export interface PlacedProblem {
  pointer: string
  message: string
}

/** What the server found wrong in a document; empty for any other error. */
export function problemsOf(error: unknown): PlacedProblem[] {
  if (!(error instanceof ApiError) || !Array.isArray(error.details)) return []
  return (error.details as { pointer?: unknown; field?: unknown; message?: unknown }[]).flatMap((detail) => {
    const pointer = detail?.pointer ?? detail?.field
    return typeof pointer === 'string' && typeof detail.message === 'string'
      ? [{ pointer, message: detail.message }]
      : []
  })
}

/** Returns a function that says each problem of a refusal with the rule it is about. */
export function useProblemTexts() {
  const { detail } = useDraft()
  return useCallback(
    (error: unknown) =>
      problemsOf(error).map(({ pointer, message }) => {
        const index = /^\/rules\/(\d+)/.exec(pointer)?.[1]
        const rule = index === undefined ? undefined : detail.draft.rules[Number(index)]
        return rule ? `${rule.name}: ${message}` : message
      }),
    [detail.draft],
  )
}
