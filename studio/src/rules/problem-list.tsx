import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Finding } from './check-text.ts'

interface Props {
  isJson: boolean
  findings: readonly Finding[]
  onShow: (finding: Finding) => void
}

/** What is wrong with the text, one line each; pressing a line goes to its place. */
export function ProblemList({ isJson, findings, onShow }: Props) {
  const { t } = useTranslation('rules')
  if (!isJson)
    return (
      <p className="problem-none" data-tone="danger" role="status">
        <CircleAlert size={14} aria-hidden /> {t('editor.notJson')}
      </p>
    )
  if (findings.length === 0)
    return (
      <p className="problem-none" role="status">
        <CircleCheck size={14} aria-hidden /> {t('editor.fine')}
      </p>
    )
  return (
    <section className="problem-list" aria-label={t('editor.problemsName')}>
      <ul>
        {findings.map((finding) => (
          <li key={`${finding.pointer} ${finding.message}`}>
            <button type="button" className="problem" data-severity={finding.severity} onClick={() => onShow(finding)}>
              {finding.severity === 'error' ? (
                <CircleAlert size={14} aria-hidden />
              ) : (
                <TriangleAlert size={14} aria-hidden />
              )}
              <span className="visually-hidden">{t(`editor.${finding.severity}`)}</span>
              <span className="problem-message">{finding.message}</span>
              <code className="problem-place">{finding.pointer || '/'}</code>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
