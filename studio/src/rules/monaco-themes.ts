import type * as monaco from 'monaco-editor/editor'

/** Studio's two editor themes. Monaco takes only literal colours, so these repeat those of tokens.css. */
export function defineThemes(to: Pick<typeof monaco, 'editor'>) {
  to.editor.defineTheme('faladesk-light', {
    base: 'vs',
    inherit: true,
    rules: [
      { token: 'string.key.json', foreground: '4a47b5' },
      { token: 'string.value.json', foreground: '17714a' },
      { token: 'number.json', foreground: '8a5000' },
      { token: 'keyword.json', foreground: '7a3bae' },
      { token: 'delimiter', foreground: '6e707e' },
    ],
    colors: {
      'editor.background': '#ffffff',
      'editor.foreground': '#1a1a20',
      'editorLineNumber.foreground': '#6e707e',
      'editorLineNumber.activeForeground': '#1a1a20',
      'editor.lineHighlightBackground': '#f5f5f8',
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': '#5b5bd633',
      'editorIndentGuide.background1': '#e8e8ee',
      'editorWidget.background': '#ffffff',
      'editorWidget.border': '#d5d5de',
      'editorHoverWidget.background': '#ffffff',
      'editorSuggestWidget.selectedBackground': '#eeeefc',
      'editorSuggestWidget.selectedForeground': '#1a1a20',
      'editorError.foreground': '#bf2e2a',
      'editorWarning.foreground': '#8a5000',
      'editorSuggestWidget.highlightForeground': '#4a47b5',
      'editorSuggestWidget.focusHighlightForeground': '#4a47b5',
      focusBorder: '#5b5bd6',
    },
  })
  to.editor.defineTheme('faladesk-dark', {
    base: 'vs-dark',
    inherit: true,
    rules: [
      { token: 'string.key.json', foreground: 'b5b4fb' },
      { token: 'string.value.json', foreground: '5fd39a' },
      { token: 'number.json', foreground: 'eab65f' },
      { token: 'keyword.json', foreground: 'cf9ff5' },
      { token: 'delimiter', foreground: '8d8f9d' },
    ],
    colors: {
      'editor.background': '#121317',
      'editor.foreground': '#ecedf1',
      'editorLineNumber.foreground': '#8d8f9d',
      'editorLineNumber.activeForeground': '#ecedf1',
      'editor.lineHighlightBackground': '#17181d',
      'editor.lineHighlightBorder': '#00000000',
      'editor.selectionBackground': '#615dd855',
      'editorIndentGuide.background1': '#222329',
      'editorWidget.background': '#17181d',
      'editorWidget.border': '#363741',
      'editorHoverWidget.background': '#17181d',
      'editorSuggestWidget.selectedBackground': '#20213a',
      'editorSuggestWidget.selectedForeground': '#ecedf1',
      'editorError.foreground': '#f2807f',
      'editorWarning.foreground': '#eab65f',
      'editorSuggestWidget.highlightForeground': '#b5b4fb',
      'editorSuggestWidget.focusHighlightForeground': '#b5b4fb',
      focusBorder: '#615dd8',
    },
  })
}
