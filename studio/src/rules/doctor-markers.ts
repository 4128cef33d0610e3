import type { editor as Monaco } from 'monaco-editor/editor'
import { useEffect } from 'react'
import { spanOf } from './json-positions.ts'
import { monaco } from './monaco.ts'
import { toMarkers } from './safety/markers.ts'
import { useFindings, useSafety } from './safety/safety.tsx'
import { useDocument } from './use-document.tsx'

/** Each mark means finding its place in the whole text: of very many findings the first are marked. */
const MARKED = 200

/** Marks in the text what the Doctor found, once he has looked at the very document the text says. */
export function useDoctorMarkers(editor: { current: Monaco.IStandaloneCodeEditor | null }) {
  const findings = useFindings()
  const seen = useSafety((safety) => safety.seen)
  const { document, broken } = useDocument()
  useEffect(() => {
    const model = editor.current?.getModel()
    if (!model) return
    const text = model.getValue()
    const isAboutIt = broken === null && seen === document
    const markers = toMarkers(isAboutIt ? findings.slice(0, MARKED) : [], (pointer) => {
      const span = spanOf(text, pointer)
      if (!span) return null
      const [start, end] = [model.getPositionAt(span.start), model.getPositionAt(span.end)]
      return {
        startLineNumber: start.lineNumber,
        startColumn: start.column,
        endLineNumber: end.lineNumber,
        endColumn: end.column,
      }
    })
    monaco.editor.setModelMarkers(model, 'faladesk-doctor', [...markers])
  }, [editor, findings, seen, document, broken])
}
