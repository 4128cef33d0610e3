const width = 100

/**
 * Writes JSON the way a person would: two spaces, and what fits in a line stays in one, so that a comparison reads
 * as a line of its own. Keys keep their order; parsing it gives the same value back.
 */
export function printJson(value: unknown, indent = '', room = 0): string {
  const line = onOneLine(value)
  const isLong = indent.length + room + line.length > width
  if (typeof value !== 'object' || value === null || isWordList(value) || (!isLong && !holdsGroups(value))) return line
  const deeper = `${indent}  `
  const isList = Array.isArray(value)
  const members = isList
    ? value.map((item) => deeper + printJson(item, deeper))
    : Object.entries(value).map(([key, item]) => {
        const name = `${JSON.stringify(key)}: `
        return deeper + name + printJson(item, deeper, name.length)
      })
  if (members.length === 0) return isList ? '[]' : '{}'
  const [open, close] = isList ? ['[', ']'] : ['{', '}']
  return `${open}\n${members.join(',\n')}\n${indent}${close}`
}

// Words of a comparison are read as one run, however many: the editor wraps them.
const isWordList = (value: object): boolean =>
  Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null)

// A rule, a group of conditions and the document itself always open up: they are what a reader looks for.
const holdsGroups = (value: object): boolean => {
  const parts = Object.values(value).filter((part) => typeof part === 'object' && part !== null)
  return parts.some(
    (part) => holdsGroups(part) || Object.values(part).some((one) => typeof one === 'object' && one !== null),
  )
}

/** JSON in one line, with spaces where a person puts them. */
export function onOneLine(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${onOneLine(item)}`)
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}
