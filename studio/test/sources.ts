import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const src = fileURLToPath(new URL('../src/', import.meta.url))

const files = (ending: RegExp) =>
  readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => ending.test(path))
    .map((path) => ({ path, text: readFileSync(src + path, 'utf8') }))

/** Studio's source files with their text; paths are relative to src and use slashes. */
export const sources = files(/\.tsx?$/)

/** Studio's style sheets, likewise. */
export const styles = files(/\.css$/)

/** The texts of one language and feature, flattened: "list.title" → "Conversas". */
export function texts(locale: string): Map<string, Map<string, string>> {
  const folder = `${src}i18n/${locale}/`
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  return new Map(
    files.map((name) => [name.replace('.json', ''), flat(JSON.parse(readFileSync(folder + name, 'utf8')))]),
  )
}

function flat(value: object, prefix = ''): Map<string, string> {
  const entries = Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' ? [...flat(inner, `${prefix}${key}.`)] : [[`${prefix}${key}`, String(inner)] as const],
  )
  return new Map(entries)
}
