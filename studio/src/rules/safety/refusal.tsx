import { useTranslation } from 'react-i18next'
import { ApiError } from '../../lib/api-error.ts'
import { useErrorText } from '../../lib/error-text.ts'
import { useProblemTexts } from '../use-problem-texts.ts'

/** Why the server did not do it, with every problem it named. */
export function Refusal({ error }: { error: unknown }) {
  const { t } = useTranslation('rules-safety')
  const errorText = useErrorText()
  const problems = useProblemTexts()(error)
  const tests = error instanceof ApiError && error.code === 'tests_failed'
  return (
    <div className="rules-refusal" role="alert">
      <p>{tests ? t('publish.testsFailed') : errorText(error)}</p>
      {problems.length > 0 && (
        <ul>
          {problems.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
