/** A stretch of a text, in characters from its beginning. */
export interface Span {
  start: number
  end: number
}

/**
 * Finds where a JSON pointer (RFC 6901) points in a JSON text. A pointer that leads further than the text does gives
 * the nearest thing above it: a missing field is shown at the object it is missing from. Null when the text is not JSON.
 */
export function spanOf(text: string, pointer: string): Span | null {
  try {
    JSON.parse(text)
  } catch {
    return null
  }
  const wanted = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  return descend(text, skipSpace(text, 0), wanted)
}

// The text is known to be JSON from here on, so each step only has to find the end of what it stands on.
function descend(text: string, at: number, path: readonly string[]): Span {
  const here = { start: at, end: endOf(text, at) }
  const [step, ...rest] = path
  if (step === undefined) return here
  for (const child of childrenOf(text, at))
    if (child.key === step) return rest.length > 0 ? descend(text, child.value, rest) : child.span
  // What is missing is shown at the opening bracket alone; a whole object underlined helps nobody.
  return text[at] === '{' || text[at] === '[' ? { start: at, end: at + 1 } : here
}

/** The JSON pointer of what stands at a place of a JSON text, as deep as it goes; null when the text is not JSON. */
export function pointerAt(text: string, offset: number): string | null {
  try {
    JSON.parse(text)
  } catch {
    return null
  }
  let pointer = ''
  let at: number | undefined = skipSpace(text, 0)
  while (at !== undefined) {
    let inside: number | undefined
    for (const child of childrenOf(text, at)) {
      if (child.begin > offset) break
      if (endOf(text, child.value) < offset) continue
      pointer += `/${child.key.replaceAll('~', '~0').replaceAll('/', '~1')}`
      inside = child.value
      break
    }
    at = inside
  }
  return pointer
}

interface Child {
  key: string
  /** Where its key begins, or in a list the value itself. */
  begin: number
  value: number
  /** What to underline: a plain value itself, of an object or list its key (an item of a list: its opening bracket). */
  span: Span
}

function* childrenOf(text: string, at: number): Generator<Child> {
  const isObject = text[at] === '{'
  if (!isObject && text[at] !== '[') return
  let next = skipSpace(text, at + 1)
  for (let index = 0; text[next] !== '}' && text[next] !== ']'; index++) {
    const start = next
    const afterKey = isObject ? endOf(text, next) : next
    const value = isObject ? skipSpace(text, skipSpace(text, afterKey) + 1) : next
    const end = endOf(text, value)
    const key = isObject ? (JSON.parse(text.slice(start, afterKey)) as string) : String(index)
    const name = isObject ? { start, end: afterKey } : { start, end: start + 1 }
    yield { key, begin: start, value, span: isScalar(text, value) ? { start: value, end } : name }
    next = skipSpace(text, end)
    if (text[next] === ',') next = skipSpace(text, next + 1)
  }
}

const isScalar = (text: string, at: number) => text[at] !== '{' && text[at] !== '['

function skipSpace(text: string, at: number): number {
  let next = at
  while (next < text.length && ' \t\n\r'.includes(text[next] as string)) next++
  return next
}

function endOf(text: string, at: number): number {
  if (text[at] === '"') return endOfString(text, at)
  if (isScalar(text, at)) {
    let next = at
    while (next < text.length && !',}] \t\n\r'.includes(text[next] as string)) next++
    return next
  }
  let depth = 0
  for (let next = at; next < text.length; next++) {
    const character = text[next]
    if (character === '"') next = endOfString(text, next) - 1
    else if (character === '{' || character === '[') depth++
    else if ((character === '}' || character === ']') && --depth === 0) return next + 1
  }
  return text.length
}

function endOfString(text: string, at: number): number {
  let next = at + 1
  while (next < text.length && text[next] !== '"') next += text[next] === '\\' ? 2 : 1
  return next + 1
}
