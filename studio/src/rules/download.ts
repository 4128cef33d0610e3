import { saveFile } from '../lib/save-file.ts'
import { printJson } from './print-document.ts'

/** Gives the person a JSON file to keep. */
export const downloadJson = (value: unknown, name: string) =>
  saveFile(new Blob([`${printJson(value)}\n`], { type: 'application/json' }), `${name}.json`)
