import { documentSchema, type Locale } from '@faladesk/rules'
import { useQuery } from '@tanstack/react-query'
import type { editor as Monaco } from 'monaco-editor/editor'
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { ourCatalogue } from '../lib/catalogue.ts'
import { useOrganization } from '../lib/organization.tsx'
import { useTheme } from '../lib/theme.ts'
import type { Finding } from './check-text.ts'
import { useDoctorMarkers } from './doctor-markers.ts'
import { type EditorHandle, handleOf } from './editor-handle.ts'
import { EditorSkeleton } from './editor-skeleton.tsx'
import { Editor, monaco, offerSchema } from './monaco.ts'
import { withNames } from './names.ts'
import { namesQuery } from './queries.ts'
import { tagsIn } from './tags-in.ts'
import { useDocument } from './use-document.tsx'

interface Props {
  ref: Ref<EditorHandle>
  initial: string
  onChange: (text: string) => void
  /** The cursor has come to rest at a place of the text. */
  onCursor: (offset: number) => void
  onReady: () => void
  onSave: () => void
  findings: readonly Finding[]
  tabLeaves: boolean
  readOnly: boolean
}

/** Monaco with the rule document's schema, our findings as markers, and Ctrl+S. */
export function RuleEditor(props: Props) {
  const { ref, initial, findings, tabLeaves, readOnly } = props
  const { t } = useTranslation('rules')
  const { dark } = useTheme()
  const editor = useRef<Monaco.IStandaloneCodeEditor>(null)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  useSchema()
  useMarkers(editor, findings)
  useDoctorMarkers(editor)
  useImperativeHandle(ref, () => handleOf(editor))

  return (
    <Editor
      language="json"
      path="faladesk-rules.json"
      defaultValue={initial}
      theme={dark ? 'faladesk-dark' : 'faladesk-light'}
      loading={<EditorSkeleton />}
      onChange={(text) => latest.current.onChange(text ?? '')}
      onMount={(mounted) => {
        editor.current = mounted as unknown as Monaco.IStandaloneCodeEditor
        // The model outlives the tab; what the document is now is what must be shown.
        if (mounted.getValue() !== latest.current.initial) mounted.setValue(latest.current.initial)
        mounted.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS, () => latest.current.onSave())
        followCursor(editor.current, (offset) => latest.current.onCursor(offset))
        showMarkers(editor.current, findings)
        latest.current.onReady()
      }}
      options={{ ...options, ariaLabel: t('editor.name'), tabFocusMode: tabLeaves, readOnly }}
    />
  )
}

// A person moving through the text points at one rule after another: only where they rest counts.
function followCursor(editor: Monaco.IStandaloneCodeEditor, onCursor: (offset: number) => void) {
  let timer: ReturnType<typeof setTimeout>
  editor.onDidChangeCursorPosition(({ position }) => {
    clearTimeout(timer)
    if (!editor.hasTextFocus()) return
    timer = setTimeout(() => {
      const model = editor.getModel()
      if (model) onCursor(model.getOffsetAt(position))
    }, 200)
  })
  editor.onDidDispose(() => clearTimeout(timer))
}

const options: Monaco.IStandaloneEditorConstructionOptions = {
  minimap: { enabled: false },
  fontSize: 13,
  lineHeight: 20,
  fontFamily: 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace',
  tabSize: 2,
  wordWrap: 'on',
  scrollBeyondLastLine: false,
  automaticLayout: true,
  padding: { top: 14, bottom: 14 },
  renderLineHighlight: 'line',
  lineNumbersMinChars: 3,
  overviewRulerLanes: 0,
  stickyScroll: { enabled: false },
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10 },
  quickSuggestions: { strings: true, other: true, comments: false },
  // A phone's keyboard covers what a page cannot know; the suggestions must not cover the rest.
  suggest: { preview: false, showWords: false },
  fixedOverflowWidgets: true,
}

// The organization's own teams, agents, inboxes and tags are offered beside the words of the schema.
function useSchema() {
  const { i18n } = useTranslation()
  const { document } = useDocument()
  const { id } = useOrganization()
  const { data: names } = useQuery(namesQuery(id))
  const locale = i18n.language as Locale
  const tags = useMemo(() => tagsIn(document), [document])
  useEffect(() => {
    offerSchema(
      withNames(documentSchema(ourCatalogue(), locale), {
        ...(names ?? { teams: [], agents: [], inboxes: [], policies: [] }),
        tags,
      }),
    )
  }, [names, tags, locale])
}

type Holder = { current: Monaco.IStandaloneCodeEditor | null }

function useMarkers(editor: Holder, findings: readonly Finding[]) {
  useEffect(() => showMarkers(editor.current, findings), [editor, findings])
}

function showMarkers(editor: Monaco.IStandaloneCodeEditor | null, findings: readonly Finding[]) {
  const model = editor?.getModel()
  if (!model) return
  const severity = { error: monaco.MarkerSeverity.Error, warning: monaco.MarkerSeverity.Warning }
  const markers = findings.map((finding) => {
    const start = model.getPositionAt(finding.span.start)
    const end = model.getPositionAt(finding.span.end)
    return {
      severity: severity[finding.severity],
      message: finding.message,
      startLineNumber: start.lineNumber,
      startColumn: start.column,
      endLineNumber: end.lineNumber,
      endColumn: end.column,
    }
  })
  monaco.editor.setModelMarkers(model, 'faladesk', markers)
}

export type { EditorHandle }
