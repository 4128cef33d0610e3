import { Table2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { useDocument } from '../use-document.tsx'
import { tablesOf } from './columns.ts'
import { GatherDialog } from './gather-dialog.tsx'
import { TableScreen } from './table-screen.tsx'

/** Families of like rules as tables: a row each, a column for each thing they compare. The same rules, edited side by side. */
export function TableView() {
  const { t } = useTranslation('rules-canvas')
  const { document, canEdit } = useDocument()
  const tables = useMemo(() => tablesOf(document), [document])
  const [chosen, setChosen] = useState<string | null>(null)
  const [gathering, setGathering] = useState(false)
  const shown = chosen !== null && tables.has(chosen) ? chosen : ([...tables.keys()][0] ?? null)

  return (
    <>
      {shown === null ? (
        <EmptyState
          icon={Table2}
          title={t('table.empty')}
          action={
            canEdit && (
              <Button action="primary" onPress={() => setGathering(true)}>
                {t('table.make')}
              </Button>
            )
          }
        >
          {t('table.emptyText')}
        </EmptyState>
      ) : (
        <TableScreen key={shown} id={shown} tables={tables} onChoose={setChosen} onGather={() => setGathering(true)} />
      )}
      {gathering && (
        <GatherDialog
          onClose={() => setGathering(false)}
          onMade={(id) => {
            setGathering(false)
            setChosen(id)
          }}
        />
      )}
    </>
  )
}
