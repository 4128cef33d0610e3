import type { Decision } from '@faladesk/rules'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNotify } from '../../ui/notify.tsx'
import { useDocument } from '../use-document.tsx'
import { useDecide } from './safety.tsx'
import { expectationOf } from './save-test.tsx'
import { TestDialog } from './test-dialog.tsx'
import { addTest, testName, testOf } from './test-edits.ts'
import type { Base } from './trial.ts'

/** Makes a test of a real message: begins with what the draft would do, and asks what is right. */
export function NewTest({ base, onClose }: { base: Base; onClose: () => void }) {
  const { t } = useTranslation('rules-safety')
  const { document, edit } = useDocument()
  const decide = useDecide()
  const notify = useNotify()
  const [decision, setDecision] = useState<Decision | null>(null)
  useEffect(() => {
    let left = false
    decide(base.facts).then(
      (decision) => !left && setDecision(decision),
      () => !left && setDecision({ reply: null, background: [], explain: [], fetched: [] }),
    )
    return () => {
      left = true
    }
  }, [base, decide])
  if (!decision) return null
  const text = String(base.facts['message.text'] ?? '')
  return (
    <TestDialog
      title={t('tests.new')}
      name={testName(document, text, t('tests.unnamed'))}
      expect={expectationOf(decision)}
      text={text}
      real
      onClose={onClose}
      onSave={(name, expect) => {
        edit(addTest(document, testOf(document, name, base.facts, expect)), { label: t('tests.didAdd', { name }) })
        notify(t('tests.added'), name)
        onClose()
      }}
    />
  )
}
