import sanitize from 'sanitize-html'

const maxHtml = 512 * 1024
const maxDepth = 200

/**
 * Makes a mail's HTML safe to show in a sandboxed frame: an allow-list of what text and tables need. Images stay as `cid:` or
 * https, the latter marked `data-remote` with an empty `src`, to be loaded when the reader asks. Undefined where it cannot
 * be made safe in reasonable time.
 */
export const safeHtml = (html: string): string | undefined => {
  if (html.length > maxHtml || isHostile(html)) return undefined
  // A `<` that opens no tag is a sign like any other; each costs the parser as much as a tag.
  const escaped = html.replace(/<(?![a-z/!?])/gi, '&lt;')
  if (escaped.length > html.length + 3 * 5000) return undefined
  try {
    const safe = sanitize(escaped, options).trim()
    return safe.length > 0 && safe.length <= maxHtml ? safe : undefined
  } catch {
    return undefined
  }
}

// What text and tables need.
const shown = (
  'a abbr address article b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div dl dt em ' +
  'figcaption figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section small span strike ' +
  'strong sub sup table tbody td tfoot th thead tr tt u ul var wbr'
).split(' ')
// What these hold is no text for people.
const unshown = 'script style textarea option noscript title head svg math iframe object template'.split(' ')

const options: sanitize.IOptions = {
  allowedTags: shown,
  nonTextTags: unshown,
  allowedAttributes: {
    '*': ['dir', 'lang', 'title', 'align', 'valign'],
    a: ['href', 'name', 'target', 'rel'],
    img: ['src', 'alt', 'width', 'height', 'data-remote'],
    font: ['color', 'face', 'size'],
    ol: ['start', 'type'],
    table: ['border', 'cellpadding', 'cellspacing', 'width', 'bgcolor'],
    td: ['colspan', 'rowspan', 'width', 'height', 'bgcolor'],
    th: ['colspan', 'rowspan', 'width', 'height', 'bgcolor', 'scope'],
    col: ['span', 'width'],
    blockquote: ['cite', 'type'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['cid', 'https'] },
  allowProtocolRelative: false,
  nestingLimit: maxDepth,
  transformTags: {
    a: (tagName, attribs) => ({
      tagName,
      attribs: { ...attribs, target: '_blank', rel: 'noopener noreferrer nofollow' },
    }),
    img: (tagName, attribs) => {
      const { src = '', 'data-remote': _, ...rest } = attribs
      if (/^cid:/i.test(src.trim())) return { tagName, attribs: { ...rest, src: src.trim() } }
      // http is shown by nobody's browser here; asking for it over https is the most that can be done.
      const remote = /^https?:\/\//i.test(src.trim()) ? src.trim().replace(/^http:/i, 'https:') : ''
      return { tagName, attribs: remote ? { ...rest, 'data-remote': remote } : rest }
    },
  },
}

// The parser's work grows with the square of the depth: what nests deeper than any real mail is not given to it.
const isHostile = (html: string): boolean => {
  let [depth, tags] = [0, 0]
  for (const [, close, name] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)/gi)) {
    // Nothing but tags: no mail says so little in so many.
    if (++tags > 2000 && html.length < tags * 8) return true
    if (flat.has((name as string).toLowerCase())) continue
    depth = close ? Math.max(0, depth - 1) : depth + 1
    if (depth > maxDepth * 2) return true
  }
  return false
}
const flat = new Set(
  'area base br col embed hr img input link meta source wbr p li dt dd option tr td th thead tbody tfoot'.split(' '),
)
