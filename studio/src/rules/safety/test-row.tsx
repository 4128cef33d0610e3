import type { RuleTest, TestResult } from '@faladesk/rules'
import { CircleCheck, CircleDashed, CircleX, FlaskConical, PencilLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/icon-button.tsx'
import { announce } from '../../ui/notify.tsx'
import { useDocument } from '../use-document.tsx'
import { RuleVerdict } from './rule-verdict.tsx'
import { useOpenPanel, useSafetyStore } from './safety.tsx'
import { TestDialog } from './test-dialog.tsx'
import { changeTest, removeTest } from './test-edits.ts'
import { trialOf } from './trial.ts'

interface Props {
  test: RuleTest
  index: number
  /** Absent until it has run. */
  result: TestResult | undefined
}

/** One test: its name, how it came out and, when it failed, what was expected, what happened and why. */
export function TestRow({ test, index, result }: Props) {
  const { t } = useTranslation('rules-safety')
  const { document, edit, canEdit } = useDocument()
  const store = useSafetyStore()
  const openPanel = useOpenPanel()
  const [editing, setEditing] = useState(false)
  const Icon = !result ? CircleDashed : result.pass ? CircleCheck : CircleX
  const failed = result?.pass === false
  return (
    <li className="test-row" data-pass={result?.pass}>
      <Icon size={16} className="test-row-icon" aria-hidden />
      <div className="test-row-words">
        <p className="test-row-name">
          {result && <span className="visually-hidden">{t(result.pass ? 'tests.pass' : 'tests.fail')} </span>}
          {test.name}
        </p>
        <Expected expect={test.expect} />
        {failed && (
          <div className="test-row-why">
            <Expected expect={result.actual} happened />
            {result.explain.length > 0 && (
              <details className="rule-verdict-more">
                <summary className="safety-small">{t('tests.why')}</summary>
                <ol className="rule-verdicts">
                  {result.explain.map((rule) => (
                    <RuleVerdict key={rule.id} rule={rule} all={result.explain} />
                  ))}
                </ol>
              </details>
            )}
          </div>
        )}
      </div>
      <span className="test-row-actions">
        <IconButton
          icon={FlaskConical}
          label={t('tests.simulate', { name: test.name })}
          onPress={() => {
            store.set({ trial: trialOf({ label: t('tests.base', { name: test.name }), facts: test.facts }) })
            openPanel('simulator')
          }}
        />
        {canEdit && (
          <>
            <IconButton
              icon={PencilLine}
              label={t('tests.edit', { name: test.name })}
              onPress={() => setEditing(true)}
            />
            <IconButton
              icon={Trash2}
              label={t('tests.remove', { name: test.name })}
              onPress={() => {
                edit(removeTest(document, index), { label: t('tests.didRemove', { name: test.name }) })
                announce(t('tests.removed', { name: test.name }))
              }}
            />
          </>
        )}
      </span>
      {editing && (
        <TestDialog
          title={t('tests.editTitle')}
          name={test.name}
          expect={test.expect}
          text={String(test.facts['message.text'] ?? '')}
          onClose={() => setEditing(false)}
          onSave={(name, expect) => {
            edit(changeTest(index, name, expect), { label: t('tests.didEdit', { name }) })
            setEditing(false)
          }}
        />
      )}
    </li>
  )
}

function Expected({ expect, happened }: { expect: RuleTest['expect']; happened?: boolean }) {
  const { t } = useTranslation('rules-safety')
  const { document } = useDocument()
  const nameOf = (id: string) => document.rules.find((rule) => rule.id === id)?.name ?? id
  const { reply, background } = expect
  const said = [
    reply === undefined ? [] : [reply === null ? t('tests.saysNobody') : t('tests.saysReply', { name: nameOf(reply) })],
    background === undefined || (background.length === 0 && happened)
      ? []
      : [
          background.length === 0
            ? t('tests.saysNoBackground')
            : t('tests.saysBackground', { names: background.map(nameOf).join(', ') }),
        ],
  ].flat()
  return <p className="safety-small">{t(happened ? 'tests.happened' : 'tests.expected', { what: said.join('; ') })}</p>
}
