import { documentSchema, type Locale } from '@faladesk/rules'
import { useQuery } from '@tanstack/react-query'
import type { editor as Monaco } from 'monaco-editor/editor'
import { type Ref, useEffect, useImperativeHandle, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useOrganization } from '../lib/organization.tsx'
import { useTheme } from '../lib/theme.ts'
import type { Finding } from './check-text.ts'
import { useDraft } from './draft.tsx'
import { EditorSkeleton } from './editor-skeleton.tsx'
import { Editor, monaco, offerSchema } from './monaco.ts'
import { withNames } from './names.ts'
import { namesQuery } from './queries.ts'
import { tagsIn } from './tags-in.ts'

/** What the tab may ask of the text field. */
export interface EditorHandle {
  text: () => string
  /** Replaces the whole text as one edit: Ctrl+Z brings the old one back. */
  replace: (text: string) => void
  reveal: (finding: Finding) => void
}

interface Props {
  ref: Ref<EditorHandle>
  initial: string
  onChange: (text: string) => void
  onSave: () => void
  findings: readonly Finding[]
  tabLeaves: boolean
  readOnly: boolean
}

/** Monaco with the rule document's schema, our findings as markers, and Ctrl+S. */
export function RuleEditor({ ref, initial, onChange, onSave, findings, tabLeaves, readOnly }: Props) {
  const { t } = useTranslation('rules')
  const { dark } = useTheme()
  const editor = useRef<Monaco.IStandaloneCodeEditor>(null)
  const latestSave = useRef(onSave)
  useEffect(() => {
    latestSave.current = onSave
  })
  useSchema()
  useMarkers(editor, findings)
  useImperativeHandle(ref, () => handleOf(editor))

  return (
    <Editor
      language="json"
      path="faladesk-rules.json"
      defaultValue={initial}
      theme={dark ? 'faladesk-dark' : 'faladesk-light'}
      loading={<EditorSkeleton />}
      onChange={(text) => onChange(text ?? '')}
      onMount={(mounted) => {
        editor.current = mounted as unknown as Monaco.IStandaloneCodeEditor
        // The model outlives the tab; what is saved now is what must be shown.
        if (mounted.getValue() !== initial) mounted.setValue(initial)
        mounted.addCommand(monaco.KeyMod.CtrlCmd | monaco.KeyCode.KeyS, () => latestSave.current())
        show(editor.current, findings)
      }}
      options={{ ...options, ariaLabel: t('editor.name'), tabFocusMode: tabLeaves, readOnly }}
    />
  )
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
  const { detail } = useDraft()
  const { id } = useOrganization()
  const { data: names } = useQuery(namesQuery(id))
  const locale = i18n.language as Locale
  const tags = useMemo(() => tagsIn(detail.draft), [detail.draft])
  useEffect(() => {
    offerSchema(
      withNames(documentSchema(undefined, locale), { ...(names ?? { teams: [], agents: [], inboxes: [] }), tags }),
    )
  }, [names, tags, locale])
}

type Holder = { current: Monaco.IStandaloneCodeEditor | null }

function useMarkers(editor: Holder, findings: readonly Finding[]) {
  useEffect(() => show(editor.current, findings), [editor, findings])
}

function show(editor: Monaco.IStandaloneCodeEditor | null, findings: readonly Finding[]) {
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

const handleOf = (editor: Holder): EditorHandle => ({
  text: () => editor.current?.getValue() ?? '',
  replace: (text) => {
    const model = editor.current?.getModel()
    if (!model || model.getValue() === text) return
    editor.current?.pushUndoStop()
    editor.current?.executeEdits('replace', [{ range: model.getFullModelRange(), text }])
    editor.current?.pushUndoStop()
  },
  reveal: ({ span }) => {
    const position = editor.current?.getModel()?.getPositionAt(span.start)
    if (!position) return
    editor.current?.setPosition(position)
    editor.current?.revealPositionInCenter(position)
    editor.current?.focus()
  },
})
