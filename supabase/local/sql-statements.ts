/** One statement of an SQL file, without its closing semicolon, and the line of the file it starts on. */
export type Statement = { text: string; line: number }

/**
 * Cuts an SQL script at its semicolons, leaving alone those inside strings, quoted names, dollar quotes, comments and
 * `begin atomic` bodies. Comments stay with the statement they precede, as the Supabase CLI records them.
 */
export function splitStatements(script: string): Statement[] {
  const statements: Statement[] = []
  let start = 0
  let atomic = 0
  const push = (end: number) => {
    const raw = script.slice(start, end)
    const text = raw.trim()
    if (text) statements.push({ text, line: lineOf(script, start + raw.indexOf(text[0] ?? '')) })
    start = end + 1
  }
  for (let at = 0; at < script.length; ) {
    const rest = script.slice(at, at + 80)
    const word = /^\w+/.exec(rest)?.[0]
    if (word) {
      if (/^begin\s+atomic\b/i.test(rest)) atomic = 1
      else if (atomic && /^case$/i.test(word)) atomic++
      else if (atomic && /^end$/i.test(word)) atomic--
      at += word.length
    } else if (rest[0] === ';' && !atomic) push(at++)
    else at = skip(script, at, rest)
  }
  push(script.length)
  return statements
}

/** The position after whatever starts here: a comment, a string, a quoted name, a dollar quote, or one character. */
function skip(script: string, at: number, rest: string): number {
  if (rest.startsWith('--')) return indexAfter(script, '\n', at)
  if (rest.startsWith('/*')) return afterBlockComment(script, at)
  if (rest[0] === '"') return indexAfter(script, '"', at + 1)
  if (rest[0] === "'")
    return afterString(script, at, /[eE]/.test(script[at - 1] ?? '') && !/\w/.test(script[at - 2] ?? ' '))
  const tag = /^\$([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/.exec(rest)?.[0]
  return tag ? indexAfter(script, tag, at + tag.length) : at + 1
}

function afterString(script: string, at: number, escapes: boolean): number {
  for (let i = at + 1; i < script.length; i++) {
    if (escapes && script[i] === '\\') i++
    else if (script[i] === "'") return i + 1 // a doubled quote simply opens the next string
  }
  return script.length
}

function afterBlockComment(script: string, at: number): number {
  let depth = 0
  for (let i = at; i < script.length; i++) {
    if (script.startsWith('/*', i)) depth++
    else if (script.startsWith('*/', i)) depth--
    else continue
    i++
    if (depth === 0) return i + 1
  }
  return script.length
}

function indexAfter(script: string, mark: string, from: number): number {
  const found = script.indexOf(mark, from)
  return found < 0 ? script.length : found + mark.length
}

const lineOf = (script: string, at: number) => script.slice(0, at).split('\n').length
