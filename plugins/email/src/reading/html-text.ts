import { unescapeHtml } from './entities.ts'

/** What an HTML mail says as text, and where in it the mail it answers begins, if its own marks tell. */
export interface HtmlText {
  text: string
  quoteAt?: number
}

const blocks = new Set(
  'address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tr ul'.split(
    ' ',
  ),
)
const silent = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'svg',
  'math',
  'noscript',
  'textarea',
  'select',
])
const roomy = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'table', 'blockquote', 'pre'])
// What mail programs put around the mail they answer; Outlook puts x_ before the marks of others.
const quoteClass =
  /(?:^|["'\s])(?:x_)*(?:gmail_quote|gmail_extra|yahoo_quoted|protonmail_quote|zmail_extra|tutanota_quote|fd-quote)(?:["'\s]|$)/i
const quoteId =
  /\bid\s*=\s*["']?(?:x_)*(?:appendonsend|divrplyfwdmsg|olk_src_body_section|mail-editor-reference-message-container|replybody|reply-intro|yahoo_quoted_\d+)\b/i
const wordRule =
  /border(?:-top)?\s*:\s*(?:none;\s*border-top\s*:\s*)?solid\s+#[0-9a-f]{6}\s+1\.0pt;[^"']{0,80}padding\s*:\s*3\.0pt\s+0/i
const maxText = 1024 * 1024

/** Reads an HTML mail as text in one pass over it: blocks on their own lines, quotes with `>`, links with their address. */
export const htmlText = (html: string): HtmlText => {
  const out: string[] = []
  let [line, length, quotes, blank, href] = ['', 0, 0, 1, '']
  let linkFrom = 0
  let mark: { at: number; tag: string; open: number; closed: boolean } | undefined
  const end = () => {
    const said = line.trimEnd()
    line = ''
    linkFrom = 0
    if (said.trim() === '') return
    push(`${'> '.repeat(Math.min(quotes, 5))}${said}`)
    blank = 0
  }
  const push = (text: string) => {
    out.push(text)
    length += text.length + 1
  }
  const space = () => {
    end()
    if (blank === 0 && out.length > 0) {
      push('> '.repeat(Math.min(quotes, 5)).trimEnd())
      blank = 1
    }
  }
  const say = (raw: string) => {
    const words = unescapeHtml(raw).replace(/[ \t\r\n\f]+/g, ' ')
    if (mark?.closed && /[\p{L}\p{N}]/u.test(words)) mark = { ...mark, at: -1 }
    line += line === '' || line.endsWith(' ') ? words.trimStart() : words
  }
  let at = 0
  while (at < html.length && length + line.length < maxText) {
    const open = nextTag(html, at)
    if (open < 0) {
      say(html.slice(at))
      break
    }
    if (open > at) say(html.slice(at, open))
    if (html.startsWith('<!--', open)) {
      const stop = html.indexOf('-->', open + 4)
      at = stop < 0 ? html.length : stop + 3
      continue
    }
    const close = html.indexOf('>', open)
    if (close < 0) break
    const tag = html.slice(open + 1, Math.min(close, open + 2000))
    const name = /^\/?([a-z][a-z0-9]*)/i.exec(tag)?.[1]?.toLowerCase() ?? ''
    const closing = tag.startsWith('/')
    at = close + 1
    if (silent.has(name) && !closing && !tag.endsWith('/')) {
      const stop = indexOfEnd(html, name, at)
      at = stop < 0 ? (name === 'head' ? at : html.length) : stop
      continue
    }
    if (name === 'br') {
      if (line.trim() === '') blank === 0 ? space() : undefined
      else end()
    } else if (name === 'a') {
      if (!closing)
        [href, linkFrom] = [/\bhref\s*=\s*["']?(https?:\/\/[^"'\s>]{1,1000})/i.exec(tag)?.[1] ?? '', line.length]
      else if (href) {
        const shown = line.slice(linkFrom).trim()
        const bare = href.replace(/^https?:\/\/(?:www\.)?|\/$/g, '')
        if (shown && !shown.includes(bare)) line += ` [${unescapeHtml(href)}]`
        href = ''
      }
    } else if ((name === 'td' || name === 'th') && !closing && line.trim() !== '') line += ' '
    else if (blocks.has(name)) {
      if (roomy.has(name)) space()
      else end()
      if (name === 'blockquote') quotes = Math.max(0, quotes + (closing ? -1 : 1))
      else if (name === 'li' && !closing) line = '- '
      else if (name === 'hr') push('──────────')
    }
    if (mark && !mark.closed && name === mark.tag) {
      mark.open += closing ? -1 : 1
      if (mark.open === 0) mark.closed = true
    } else if (!mark && !closing) {
      const line = quoteId.test(tag) || wordRule.test(tag)
      if (line || quoteClass.test(tag)) {
        end()
        // Outlook's marks are no boxes around the earlier mail but stand above it.
        mark = { at: length, tag: line ? '' : name, open: 1, closed: false }
      }
    }
  }
  end()
  while (out.length > 0 && /^[>\s]*$/.test(out.at(-1) as string)) out.pop()
  const text = out.join('\n')
  return mark && mark.at >= 0 && mark.at < text.length ? { text, quoteAt: mark.at } : { text }
}

// A `<` that opens no tag is a sign like any other.
const nextTag = (html: string, from: number): number => {
  let open = html.indexOf('<', from)
  while (open >= 0 && !/[a-z/!?]/i.test(html[open + 1] ?? '')) open = html.indexOf('<', open + 1)
  return open
}

const indexOfEnd = (html: string, name: string, from: number): number => {
  const pattern = new RegExp(`</${name}[\\s>]`, 'gi')
  pattern.lastIndex = from
  const found = pattern.exec(html)
  if (!found) return -1
  const close = html.indexOf('>', found.index)
  return close < 0 ? html.length : close + 1
}

/**
 * The place in a plain text that corresponds to a place in the HTML of the same mail: after the same letters and digits.
 * Undefined where the two do not begin alike.
 */
export const samePlace = (plain: string, { text, quoteAt }: HtmlText): number | undefined => {
  if (quoteAt === undefined) return undefined
  const letter = /[\p{L}\p{N}]/u
  if (!letter.test(text.slice(0, quoteAt))) return undefined
  let at = 0
  for (const one of text.slice(0, quoteAt)) {
    if (!letter.test(one)) continue
    while (at < plain.length && !letter.test(plain[at] as string)) at++
    if (plain[at]?.toLowerCase() !== one[0]?.toLowerCase()) return undefined
    at += 1
  }
  const line = plain.indexOf('\n', at)
  return line < 0 ? undefined : line + 1
}
