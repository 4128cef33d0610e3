import type { RuleDocument } from '@faladesk/rules'
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../lib/error-text.ts'
import type { Locale } from '../lib/locale.ts'
import { announce, useNotify } from '../ui/notify.tsx'
import { checkText, type Finding, place } from './check-text.ts'
import { useDraft } from './draft.tsx'
import { EditorBar } from './editor-bar.tsx'
import './editor-tab.css'
import { EditorSkeleton } from './editor-skeleton.tsx'
import { LeaveGuard } from './leave-guard.tsx'
import { printJson } from './print-document.ts'
import { ProblemList } from './problem-list.tsx'
import type { EditorHandle } from './rule-editor.tsx'
import { problemsOf } from './use-problem-texts.ts'

const RuleEditor = lazy(async () => ({ default: (await import('./rule-editor.tsx')).RuleEditor }))

/** The draft as text, checked while it is typed and saved with Ctrl+S. */
export function EditorTab() {
  const { t, i18n } = useTranslation('rules')
  const locale = i18n.language as Locale
  const { detail, save, setDirty, dirty, canEdit } = useDraft()
  const notify = useNotify()
  const errorText = useErrorText()
  const editor = useRef<EditorHandle>(null)
  const [first] = useState(() => printJson(detail.draft))
  // The revision the text grew from: a save must not pass over what a colleague saved since.
  const base = useRef(detail.draft_revision)
  // The server may find what our own check does not; its word stays until the text changes.
  const [refused, setRefused] = useState<{ text: string; findings: Finding[] } | null>(null)
  const [text, setText] = useState(first)
  const [saved, setSaved] = useState(first)
  const [tabLeaves, setTabLeaves] = useState(false)
  const checked = checkText(text, locale)
  const findings = checked.json ? [...checked.findings, ...(refused?.text === text ? refused.findings : [])] : []

  const change = useCallback(
    (next: string) => {
      setText(next)
      setDirty(next !== saved)
    },
    [saved, setDirty],
  )

  const store = async (): Promise<boolean> => {
    const now = editor.current?.text() ?? text
    const state = checkText(now, locale)
    const errors = state.json ? state.findings.filter((finding) => finding.severity === 'error').length : 1
    if (!state.json || errors > 0) {
      notify(
        t(state.json ? 'editor.cannotSave' : 'editor.notJson'),
        state.json ? t('editor.problems', { count: errors }) : undefined,
      )
      return false
    }
    try {
      const outcome = await save(state.value as RuleDocument, base.current)
      if (outcome.is === 'put-off') return false
      base.current = outcome.revision
      if (outcome.is === 'theirs') {
        const theirs = printJson(outcome.draft)
        editor.current?.replace(theirs)
        setText(theirs)
        setSaved(theirs)
        notify(t('editor.theirsShown'), t('editor.undoBrings'))
      } else {
        setSaved(now)
        announce(t('editor.saved'))
      }
      setDirty(false)
      return outcome.is === 'saved'
    } catch (error) {
      const problems = problemsOf(error)
      setRefused({ text: now, findings: place(now, 'error', problems) })
      notify(t('notSaved'), problems[0]?.message ?? errorText(error))
      return false
    }
  }

  // Nothing of mine would be lost: what a colleague saved meanwhile is shown.
  useEffect(() => {
    if (dirty || detail.draft_revision <= base.current) return
    const theirs = printJson(detail.draft)
    base.current = detail.draft_revision
    setSaved(theirs)
    setText(theirs)
    editor.current?.replace(theirs)
  }, [dirty, detail])

  return (
    <div className="editor-tab">
      <EditorBar
        canSave={canEdit && dirty}
        onSave={() => void store()}
        onTidy={canEdit && checked.json ? () => editor.current?.replace(printJson(checked.value)) : undefined}
        tabLeaves={tabLeaves}
        onTabLeaves={setTabLeaves}
      />
      <div className="editor-tab-text">
        <Suspense fallback={<EditorSkeleton />}>
          <RuleEditor
            ref={editor}
            initial={first}
            onChange={change}
            onSave={() => void store()}
            findings={findings}
            tabLeaves={tabLeaves}
            readOnly={!canEdit}
          />
        </Suspense>
      </div>
      <ProblemList isJson={checked.json} findings={findings} onShow={(finding) => editor.current?.reveal(finding)} />
      <LeaveGuard when={dirty} onSave={store} onDiscard={() => setDirty(false)} />
    </div>
  )
}
