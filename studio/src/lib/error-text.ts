import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from './api-error.ts'

const known = new Set(['offline', 'unauthorized', 'forbidden', 'not_found', 'rate_limited'])
const byStatus: Record<number, string> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  429: 'rate_limited',
}

/** Which of our own sentences fits an error; null when the server's own sentence says it better. */
export function errorKey(error: unknown): string | null {
  if (error instanceof TypeError) return 'offline'
  if (!(error instanceof ApiError)) return 'unexpected'
  if (known.has(error.code)) return error.code
  if (/failed to fetch|network|load failed/i.test(error.message)) return 'offline'
  const named = byStatus[error.status]
  if (named) return named
  return error.status >= 500 || error.status === 0 ? 'unexpected' : null
}

/** Returns a function that says an error in plain words, in the person's language. */
export function useErrorText() {
  const { t } = useTranslation('common')
  return useCallback(
    (error: unknown): string => {
      const key = errorKey(error)
      return key ? t(`error.${key}`) : (error as Error).message
    },
    [t],
  )
}
