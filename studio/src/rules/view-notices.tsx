import { Link, useLocation } from '@tanstack/react-router'
import { FileWarning, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useDraft } from './draft.tsx'
import { useDocument } from './use-document.tsx'

/** What must be known in every view: the JSON text that cannot be read yet, and why the draft is not stored. */
export function ViewNotices() {
  const { t } = useTranslation('rules-tree')
  const { detail } = useDraft()
  const { broken, refusal, document, canEdit, select } = useDocument()
  const { pathname } = useLocation()
  const inEditor = pathname.endsWith('/editor')
  const toEditor = (ponto?: string) => (
    <Link
      to="/regras/$workflowId/editor"
      params={{ workflowId: detail.id }}
      search={(old) => ({ ...old, ...(ponto && { ponto }) })}
      className="view-notice-link"
    >
      {t('notice.open')}
    </Link>
  )
  if (broken !== null && !inEditor)
    return (
      <p className="view-notice" role="status">
        <FileWarning size={15} aria-hidden />
        <span>{t('notice.broken')}</span>
        {toEditor()}
      </p>
    )
  if (refusal && !inEditor) {
    const [first] = refusal.problems
    const index = /^\/rules\/(\d+)/.exec(first?.pointer ?? '')?.[1]
    const rule = index === undefined ? undefined : document.rules[Number(index)]
    const rest = refusal.problems.length - 1
    return (
      <p className="view-notice" role="status">
        <TriangleAlert size={15} aria-hidden />
        <span>
          {first ? `${rule ? `${rule.name}: ` : ''}${first.message}` : refusal.text}
          {rest > 0 && ` ${t('notice.more', { count: rest })}`} {t('notice.notStored')}
        </span>
        {rule && (
          <button type="button" className="view-notice-link" onClick={() => select(rule.id)}>
            {t('notice.show')}
          </button>
        )}
        {first && toEditor(first.pointer)}
      </p>
    )
  }
  if (!canEdit)
    return (
      <p className="view-notice" data-quiet>
        <span>{t('notice.readOnly')}</span>
      </p>
    )
  return null
}
