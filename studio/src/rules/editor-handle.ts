import type { editor as Monaco } from 'monaco-editor/editor'
import { spanOf } from './json-positions.ts'
import { textChange } from './text-change.ts'

/** What the JSON view may ask of the text field. */
export interface EditorHandle {
  text: () => string
  hasFocus: () => boolean
  /** Makes the text this one by the smallest change, so that the cursor and the view stay. */
  show: (text: string) => void
  /** Goes to a place of the text and takes the focus. */
  reveal: (offset: number) => void
  /** Brings what a JSON pointer points at into view; with `focus`, the cursor goes there too. */
  revealPointer: (pointer: string, focus: boolean) => void
}

/** The handle of the editor held, which may not be there yet. */
export const handleOf = (editor: { current: Monaco.IStandaloneCodeEditor | null }): EditorHandle => {
  const go = (offset: number, focus: boolean) => {
    const position = editor.current?.getModel()?.getPositionAt(offset)
    if (!position) return
    editor.current?.setPosition(position)
    editor.current?.revealPositionInCenter(position)
    if (focus) editor.current?.focus()
  }
  return {
    text: () => editor.current?.getValue() ?? '',
    hasFocus: () => editor.current?.hasTextFocus() ?? false,
    show: (text) => {
      const model = editor.current?.getModel()
      const change = model ? textChange(model.getValue(), text) : null
      if (!model || !change) return
      const start = model.getPositionAt(change.start)
      const end = model.getPositionAt(change.end)
      const range = {
        startLineNumber: start.lineNumber,
        startColumn: start.column,
        endLineNumber: end.lineNumber,
        endColumn: end.column,
      }
      // Past readOnly and past Monaco's own history: the history is the document's.
      model.applyEdits([{ range, text: change.text }])
    },
    reveal: (offset) => go(offset, true),
    revealPointer: (pointer, focus) => {
      const span = spanOf(editor.current?.getValue() ?? '', pointer)
      if (span) go(span.start, focus)
    },
  }
}
