import { useQuery } from '@tanstack/react-query'
import { LayoutTemplate } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { templatesQuery } from '../../lib/template-query.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { ErrorState } from '../../ui/error-state.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Template, Way } from '../composer/reply-contract.ts'
import type { ReplyBody } from '../composer/reply-queries.ts'
import type { Thread } from '../model.ts'
import { usable } from './find-template.ts'
import { TemplateForm } from './template-form.tsx'
import { TemplateList } from './template-list.tsx'
import './template-picker.css'

interface Props {
  thread: Thread
  /** The one the reply policy proposes, its variables filled in. */
  preset: Way['template']
  /** What was typed in the composer: offered to the variable that is the message. */
  text: string
  onClose: () => void
  onSend: (template: NonNullable<ReplyBody['template']>, text: string) => void
}

const keyOf = ({ ref, language }: { ref: string; language: string }) => `${ref} ${language}`

/** Approved templates to search and choose from, and beside them the chosen one as the customer will read it. */
export function TemplatePicker({ thread, preset, text, onClose, onSend }: Props) {
  const { t } = useTranslation('console-channels')
  const query = useQuery({ ...templatesQuery(thread.inbox?.id ?? ''), staleTime: 5 * 60_000, select: usable })
  const [chosen, setChosen] = useState<string | null>(preset ? keyOf(preset) : null)
  // The list knows the variables in their order; until it is there, or where it lacks it, the preset stands for itself.
  const proposed: Template | undefined = preset && {
    ...preset,
    status: 'approved',
    variables: Object.keys(preset.variables),
  }
  const known = query.data ?? []
  const template =
    known.find((one) => keyOf(one) === chosen) ?? (proposed && keyOf(proposed) === chosen ? proposed : undefined)
  return (
    <Dialog open onClose={onClose} title={t('template.title')} size="lg">
      <div className="template-picker" data-chosen={template !== undefined || undefined}>
        {query.isPending ? (
          <div className="template-wait" aria-busy="true">
            <Skeleton height={34} />
            <Skeleton height={52} />
            <Skeleton height={52} />
          </div>
        ) : query.isError && !template ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} title={t('template.failed')} />
        ) : known.length === 0 && !template ? (
          <EmptyState icon={LayoutTemplate} title={t('template.none.title')}>
            {t('template.none.text')}
          </EmptyState>
        ) : (
          <TemplateList templates={known} chosen={chosen} keyOf={keyOf} onChoose={setChosen} />
        )}
        {template && (
          <TemplateForm
            key={keyOf(template)}
            thread={thread}
            template={template}
            given={preset && keyOf(preset) === chosen ? preset.variables : {}}
            text={text}
            onBack={() => setChosen(null)}
            onSend={onSend}
          />
        )}
      </div>
    </Dialog>
  )
}
