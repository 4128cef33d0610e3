import { useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useDeferredValue, useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Locale } from '../lib/locale.ts'
import { checkText, place } from './check-text.ts'
import { EditorBar } from './editor-bar.tsx'
import './editor-tab.css'
import { EditorSkeleton } from './editor-skeleton.tsx'
import { pointerAt } from './json-positions.ts'
import { printJson } from './print-document.ts'
import { ProblemList } from './problem-list.tsx'
import type { EditorHandle } from './rule-editor.tsx'
import { useDocument } from './use-document.tsx'
import { useTabLeaves } from './use-tab-leaves.ts'
import type { WorkflowSearch } from './workflow-search.ts'

const RuleEditor = lazy(async () => ({ default: (await import('./rule-editor.tsx')).RuleEditor }))

/** The same document as text, checked while it is typed. */
export function EditorTab() {
  const { t, i18n } = useTranslation('rules-tree')
  const locale = i18n.language as Locale
  const { ponto } = useSearch({ strict: false }) as WorkflowSearch
  const { store, document, broken, selected, canEdit, saveNow, refusal } = useDocument()
  const editor = useRef<EditorHandle>(null)
  const [tabLeaves, setTabLeaves] = useTabLeaves()
  const typed = store.text()
  const text = useMemo(() => broken ?? typed ?? printJson(document), [broken, typed, document])

  // Checking a long document takes longer than a key press: it follows a moment behind.
  const calm = useDeferredValue(text)
  const checked = useMemo(() => checkText(calm, locale), [calm, locale])
  const findings = useMemo(() => {
    if (!checked.json) return []
    // The server may find what our own check does not.
    const refused = checked.findings.some((one) => one.severity === 'error') ? [] : (refusal?.problems ?? [])
    return [...checked.findings, ...place(calm, 'error', refused)]
  }, [checked, calm, refusal])

  const write = useCallback((next: string) => store.write(next, { label: t('did.text'), coalesce: 'text' }), [store, t])
  const follow = useCallback(
    (offset: number) => {
      const rule = /^\/rules\/(\d+)/.exec(pointerAt(editor.current?.text() ?? '', offset) ?? '')?.[1]
      if (rule !== undefined) store.select(store.snapshot().document.rules[Number(rule)]?.id ?? null)
    },
    [store],
  )
  // Undo, another view, a fix of the Doctor: what the text is now is shown, and the cursor stays where it can.
  useEffect(() => editor.current?.show(text), [text])

  const reveal = useCallback(() => {
    const { document: now, selected: id } = store.snapshot()
    const index = now.rules.findIndex((rule) => rule.id === id)
    const pointer = ponto ?? (index < 0 ? null : `/rules/${index}`)
    if (pointer !== null) editor.current?.revealPointer(pointer, ponto !== undefined)
  }, [store, ponto])
  useEffect(() => {
    if (selected !== null && !editor.current?.hasFocus()) reveal()
  }, [selected, reveal])

  return (
    <div className="editor-tab">
      <EditorBar
        onTidy={
          canEdit && checked.json
            ? () => store.write(printJson(JSON.parse(editor.current?.text() ?? text)), { label: t('did.tidy') })
            : undefined
        }
        tabLeaves={tabLeaves}
        onTabLeaves={setTabLeaves}
      />
      <div className="editor-tab-text">
        <Suspense fallback={<EditorSkeleton />}>
          <RuleEditor
            ref={editor}
            initial={text}
            onChange={write}
            onCursor={follow}
            onReady={reveal}
            onSave={() => void saveNow()}
            findings={findings}
            tabLeaves={tabLeaves}
            readOnly={!canEdit}
          />
        </Suspense>
      </div>
      <ProblemList
        isJson={checked.json}
        findings={findings}
        onShow={(finding) => editor.current?.reveal(finding.span.start)}
      />
    </div>
  )
}
