import { printJson } from './print-document.ts'

/** Gives the person a JSON file to keep. */
export function downloadJson(value: unknown, name: string) {
  const url = URL.createObjectURL(new Blob([`${printJson(value)}\n`], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${name}.json`
  link.click()
  // The browser reads the address after this turn.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
