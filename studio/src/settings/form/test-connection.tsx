import type { TestOutcome } from '@faladesk/core/contract'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { CircleAlert, CircleCheck, Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { Spinner } from '../../ui/spinner.tsx'

/** A test of saved settings: what came of it, and what to say at which field. */
export interface Test {
  run: () => void
  reset: () => void
  busy: boolean
  outcome: TestOutcome | undefined
  error: unknown
  errors: Record<string, string>
}

const useTest = (path: string, touched: string): Test => {
  const cache = useQueryClient()
  const { mutate, reset, isPending, data, error } = useMutation({
    mutationFn: () => api<TestOutcome>('POST', path),
    onSettled: () => cache.invalidateQueries({ queryKey: [touched] }),
  })
  const field = data?.ok === false ? data.field?.replace(/^settings\./, '') : undefined
  const errors: Record<string, string> = field && data?.message ? { [field]: data.message } : {}
  return { run: () => mutate(), reset, busy: isPending, outcome: data, error, errors }
}

/** Asks the provider of an inbox whether its saved settings work. */
export const useTestInbox = (inboxId: string) => useTest(`/v1/inboxes/${inboxId}/test`, 'inboxes')

/** Asks the AI's provider whether the saved settings work. */
export const useTestAi = () => useTest('/v1/ai/test', 'ai')

/** What came of a test, in words; what concerns one field is said at the field, and here only where to look. */
export function TestResult({ test }: { test: Test }) {
  const { t } = useTranslation('settings')
  const errorText = useErrorText()
  const { outcome, error, busy } = test
  if (busy)
    return (
      <p className="settings-note" role="status">
        <Spinner />
        {t('test.busy')}
      </p>
    )
  if (!outcome && !error) return null
  const tone = error || outcome?.ok === false ? 'danger' : outcome?.tested ? 'success' : 'neutral'
  const Icon = tone === 'danger' ? CircleAlert : tone === 'success' ? CircleCheck : Info
  const refused = Object.keys(test.errors).length > 0 ? t('test.seeField') : (outcome?.message ?? t('test.failed'))
  const words = error
    ? errorText(error)
    : outcome?.ok === false
      ? refused
      : t(outcome?.tested ? 'test.ok' : 'test.none')
  return (
    <p className="settings-note" data-tone={tone} role={tone === 'danger' ? 'alert' : 'status'}>
      <Icon size={15} aria-hidden />
      {words}
    </p>
  )
}
