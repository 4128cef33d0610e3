import { attributionAt } from './attribution.ts'
import { isForwardMark, isOriginalMark, quotedHeadersAt } from './quoted-headers.ts'
import { signatureStart } from './signature.ts'

/** How much of a text is looked at; what is longer is shown whole from there on. */
export const foldCap = 256 * 1024

const isQuoted = (line: string): boolean => /^\s{0,3}>/.test(line)
const isBlank = (line: string): boolean => line.trim() === ''
const isRule = (line: string): boolean => {
  const marks = line.slice(0, 300).replace(/[\s>]/g, '')
  return marks.length >= 3 && /^[-_=*─—]+$/.test(marks)
}

/**
 * Finds the new words of an answer: where they start and end in the text, quotes of earlier mails and signatures left out.
 * Null where all of it is new, or where nothing would remain. Takes time in proportion to the text, whatever is in it.
 */
export const visibleOf = (
  text: string,
  { forwarded = false, quoteAt }: { forwarded?: boolean; quoteAt?: number } = {},
): [number, number] | null => {
  const looked = text.length > foldCap ? text.slice(0, foldCap) : text
  const lines = looked.split('\n')
  let [start, end] = [0, lines.length]
  const mark = forwarded ? { at: end, kind: 'none' as const } : earlier(firstMark(lines), lines, quoteAt)
  if (mark.kind === 'forward') return folded(text, lines, 0, signatureBefore(lines, 0, end, looked !== text))
  end = mark.at
  const top = end === lines.length && !forwarded ? quoteAtTop(lines) : 0
  if (top > 0) start = top
  if (mark.kind === 'none' && looked !== text) return start > 0 ? folded(text, lines, start, lines.length) : null
  for (let round = 0; round < 4; round++) {
    const before = end
    end = signatureStart(lines, start, withoutBlank(lines, start, end))
    if (!forwarded) end = withoutQuotes(lines, start, end)
    if (end === before) break
  }
  return folded(text, lines, start, end)
}

const signatureBefore = (lines: string[], start: number, end: number, cut: boolean): number =>
  cut ? end : withoutBlank(lines, start, end)

type Mark = { at: number; kind: 'none' | 'quote' | 'forward' }

// A mark of the HTML counts where it comes before those in the words, unless it holds a mail that is passed on.
const earlier = (mark: Mark, lines: readonly string[], quoteAt: number | undefined): Mark => {
  if (quoteAt === undefined || mark.kind === 'forward') return mark
  let [at, offset] = [0, 0]
  while (at < lines.length && offset < quoteAt) offset += (lines[at++] as string).length + 1
  const next = nextText(lines, at)
  return at < mark.at && nextText(lines, 0) < at && next < lines.length && !isForwardMark(lines[next] as string)
    ? { at, kind: 'quote' }
    : mark
}

// The first line after which everything is an earlier mail.
const firstMark = (lines: readonly string[]): Mark => {
  const after = lastOwnLine(lines)
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] as string
    // Inside a quote nothing begins that did not begin above it.
    if (line.length > 500 || isBlank(line) || (at > 0 && isQuoted(line) && isQuoted(lines[at - 1] as string))) continue
    if (isForwardMark(line)) return { at, kind: 'forward' }
    if (isOriginalMark(line) || quotedHeadersAt(lines, at)) return { at, kind: 'quote' }
    const found = attributionAt(lines, at)
    if (!found) continue
    const next = nextText(lines, at + found.lines)
    const quoted = next < lines.length && isQuoted(lines[next] as string)
    // Words of the customer after the quote: an answer below or between, which is not cut here.
    if (quoted ? after < at + found.lines : found.strength === 'sure' && !isQuoted(line)) return { at, kind: 'quote' }
    at += found.lines - 1
  }
  return { at: lines.length, kind: 'none' }
}

// The last line that is neither quoted nor a signature nor a wrapped piece of a quote.
const lastOwnLine = (lines: readonly string[]): number => {
  const end = signatureStart(lines, 0, withoutBlank(lines, 0, lines.length))
  return withoutQuotes(lines, 0, end) - 1
}

// An answer written wholly below one quote: where the answer begins, 0 where the mail is not so.
const quoteAtTop = (lines: readonly string[]): number => {
  let at = nextText(lines, 0)
  if (at >= lines.length) return 0
  const found = attributionAt(lines, at)
  if (found) at = nextText(lines, at + found.lines)
  if (at >= lines.length || !isQuoted(lines[at] as string)) return 0
  const from = at
  while (at < lines.length && (isQuoted(lines[at] as string) || isBlank(lines[at] as string) || isWrapped(lines, at)))
    at++
  for (let rest = at; rest < lines.length; rest++) if (isQuoted(lines[rest] as string)) return 0
  return at < lines.length && at > from ? at : 0
}

// A line that a mail program broke off a quoted one: text between two quoted lines without a blank one.
const isWrapped = (lines: readonly string[], at: number): boolean => {
  if (isBlank(lines[at] as string) || at === 0 || at + 1 >= lines.length) return false
  const above = lines[at - 1] as string
  return isQuoted(above) && above.length > 50 && isQuoted(lines[at + 1] as string)
}

// Takes quoted lines, rules and blank lines off the end.
const withoutQuotes = (lines: readonly string[], start: number, end: number): number => {
  let at = end
  let quotes = false
  while (at > start) {
    const line = lines[at - 1] as string
    if (isQuoted(line)) quotes = true
    else if (!isBlank(line) && !(isRule(line) && at < lines.length) && !(quotes && isWrapped(lines, at - 1))) break
    at--
  }
  // The attribution of the quote that was taken off.
  if (quotes)
    for (let back = Math.min(4, at - start); back >= 1; back--) {
      const found = attributionAt(lines, at - back)
      if (found && found.lines === back) return withoutBlank(lines, start, at - back)
    }
  return quotes || at === end ? at : withoutBlank(lines, start, at)
}

const withoutBlank = (lines: readonly string[], start: number, end: number): number => {
  let at = end
  while (at > start && isBlank(lines[at - 1] as string)) at--
  return at
}

const nextText = (lines: readonly string[], from: number): number => {
  let at = from
  while (at < lines.length && isBlank(lines[at] as string)) at++
  return at
}

// Line numbers become offsets, without the space around; nothing left, or nothing folded, is null.
const folded = (text: string, lines: readonly string[], start: number, end: number): [number, number] | null => {
  let from = 0
  for (let n = 0; n < start; n++) from += (lines[n] as string).length + 1
  let to = from
  for (let n = start; n < end; n++) to += (lines[n] as string).length + 1
  to = Math.min(to, text.length)
  while (from < to && /\s/.test(text[from] as string)) from++
  while (to > from && /\s/.test(text[to - 1] as string)) to--
  if (from >= to) return null
  return text.slice(0, from).trim() === '' && text.slice(to).trim() === '' ? null : [from, to]
}
