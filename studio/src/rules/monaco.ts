// The only door to Monaco. Whatever imports this file belongs in the editor's own chunk, never in a page.
import { loader } from '@monaco-editor/react'
import * as monaco from 'monaco-editor/editor'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'
import 'monaco-editor/features/register.all'
import JsonWorker from 'monaco-editor/languages/features/json/json.worker?worker'
import { jsonDefaults } from 'monaco-editor/languages/features/json/register'
import { defineThemes } from './monaco-themes.ts'

// Workers are files of our own origin; without this Monaco would look for them on a CDN.
self.MonacoEnvironment = {
  getWorker: (_id, label) => (label === 'json' ? new JsonWorker() : new EditorWorker()),
}
loader.config({ monaco: monaco as never })
defineThemes(monaco)

const everyFile = ['*']

/** Offers the words of a JSON Schema while typing. Checking is ours: only broken JSON is Monaco's to mark. */
export function offerSchema(schema: object) {
  jsonDefaults.setDiagnosticsOptions({
    validate: true,
    allowComments: false,
    trailingCommas: 'error',
    schemaValidation: 'ignore',
    schemaRequest: 'ignore',
    enableSchemaRequest: false,
    schemas: [{ uri: 'faladesk://rules', fileMatch: everyFile, schema }],
  })
}

export { default as Editor } from '@monaco-editor/react'
export { monaco }
