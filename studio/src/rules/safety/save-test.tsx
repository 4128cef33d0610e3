import type { Decision, RuleTest } from '@faladesk/rules'
import { Check, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { useNotify } from '../../ui/notify.tsx'
import { useDocument } from '../use-document.tsx'
import { useSafety } from './safety.tsx'
import { TestDialog } from './test-dialog.tsx'
import { addTest, testName, testOf } from './test-edits.ts'

interface Props {
  facts: Readonly<Record<string, unknown>>
  decision: Decision
}

/** Keeps what is simulated as a test: one press when it is right, two when another rule should have answered. */
export function SaveTest({ facts, decision }: Props) {
  const { t } = useTranslation('rules-safety')
  const { document, edit } = useDocument()
  const real = useSafety((safety) => safety.trial.base !== null)
  const notify = useNotify()
  const [correcting, setCorrecting] = useState(false)
  const text = String(facts['message.text'] ?? '')
  const name = testName(document, text, t('tests.unnamed'))
  const happened = expectationOf(decision)
  const save = (called: string, expect: RuleTest['expect']) => {
    edit(addTest(document, testOf(document, called, facts, expect)), { label: t('tests.didAdd', { name: called }) })
    notify(t('tests.added'), called)
    setCorrecting(false)
  }
  return (
    <div className="save-test">
      <p className="safety-small">{t('tests.question')}</p>
      <div className="safety-row">
        <Button size="sm" action="primary" icon={Check} onPress={() => save(name, happened)}>
          {t('tests.right')}
        </Button>
        <Button size="sm" icon={X} onPress={() => setCorrecting(true)}>
          {t('tests.wrong')}
        </Button>
      </div>
      {correcting && (
        <TestDialog
          title={t('tests.correct')}
          name={name}
          expect={{ ...happened, reply: null }}
          text={text}
          real={real}
          onSave={save}
          onClose={() => setCorrecting(false)}
        />
      )}
    </div>
  )
}

/** A decision as a test would expect it. */
export const expectationOf = ({ reply, background }: Pick<Decision, 'reply' | 'background'>): RuleTest['expect'] => ({
  reply: reply?.ruleId ?? null,
  ...(background.length > 0 && { background: background.map(({ ruleId }) => ruleId) }),
})
