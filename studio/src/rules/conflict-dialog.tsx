import type { RuleDocument } from '@faladesk/rules'
import { Download } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { downloadJson } from './download.ts'
import type { Choice } from './draft.tsx'
import { DifferenceList } from './safety/difference-list.tsx'

interface Props {
  mine: RuleDocument
  theirs: Choice['theirs']
  settle: (keep: Choice['keep']) => void
}

/** A colleague saved the draft first: shows how the two differ and keeps one; the other can be downloaded before. */
export function ConflictDialog({ mine, theirs, settle }: Props) {
  const { t } = useTranslation('rules')
  const footer = (
    <>
      <Button onPress={() => settle('theirs')}>{t('conflict.theirs')}</Button>
      <Button action="primary" onPress={() => settle('mine')}>
        {t('conflict.mine')}
      </Button>
    </>
  )
  return (
    <Dialog open onClose={() => settle('neither')} title={t('conflict.title')} size="lg" footer={footer}>
      <p className="rules-text">{t('conflict.text')}</p>
      <h3 className="rules-subtitle">{t('conflict.differences')}</h3>
      <DifferenceList before={theirs.draft} after={mine} />
      <div className="rules-downloads">
        <Button
          size="sm"
          action="ghost"
          icon={Download}
          onPress={() => downloadJson(theirs.draft, 'rascunho-da-equipe')}
        >
          {t('conflict.downloadTheirs')}
        </Button>
        <Button size="sm" action="ghost" icon={Download} onPress={() => downloadJson(mine, 'meu-rascunho')}>
          {t('conflict.downloadMine')}
        </Button>
      </div>
    </Dialog>
  )
}
