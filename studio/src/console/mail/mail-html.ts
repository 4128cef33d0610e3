/** A mail's HTML, made safe by its plugin, readied for a frame that runs nothing and asks nobody. */

const image = /<img\b(?:[^<>"']|"[^"]*"|'[^']*')*>/gi
const attribute = (name: string) => new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i')
const valueIn = (tag: string, name: string) => {
  const found = attribute(name).exec(tag)
  return found ? (found[1] ?? found[2] ?? found[3] ?? '') : null
}
const without = (tag: string, name: string) => tag.replace(attribute(name), '')
const withSource = (tag: string, source: string) =>
  tag.replace(/^<img/i, `<img src="${source.replaceAll('"', '&quot;')}" referrerpolicy="no-referrer"`)

/** Whether a mail wants pictures from elsewhere, which tell the sender that it was opened. */
export const hasRemoteImages = (html: string): boolean =>
  [...html.matchAll(image)].some(([tag]) => remoteOf(tag) !== null)

/** Gives each picture its source: the mail's own by their Content-ID, those from elsewhere only once they are wanted. */
export const releaseImages = (html: string, own: ReadonlyMap<string, string>, remote: boolean): string =>
  html.replace(image, (tag) => {
    const source = valueIn(tag, 'src')
    const wanted = remoteOf(tag)
    const bare = without(without(without(tag, 'data-remote'), 'src'), 'srcset')
    if (wanted) return remote ? withSource(bare, wanted) : bare
    const cid = /^cid:(.+)$/i.exec(source ?? '')?.[1]
    const mine = cid === undefined ? undefined : (own.get(cid) ?? own.get(unescaped(cid)))
    if (mine) return withSource(bare, mine)
    return source && /^(?:data:image\/|blob:)/i.test(source) ? withSource(bare, source) : bare
  })

// Whichever way a sanitiser marks it, a picture from elsewhere is held back.
const remoteOf = (tag: string): string | null => {
  const marked = valueIn(tag, 'data-remote') ?? valueIn(tag, 'src')
  return marked && /^https:\/\//i.test(marked.trim()) ? marked.trim() : null
}

const unescaped = (cid: string): string => {
  try {
    return decodeURIComponent(cid.replaceAll('&amp;', '&'))
  } catch {
    return cid
  }
}

/** Whether a mail brings colours of its own: then it is shown on paper, whatever the theme. */
export const hasColours = (html: string): boolean => /<[^>]*\s(?:bgcolor|color|style)\s*=/i.test(html)

interface Look {
  /** Origins pictures may come from. */
  origins: string[]
  remote: boolean
  ink: string
  link: string
  font: string
  scheme: 'light' | 'dark'
  /** Room around it, in px, where it lies on paper. */
  edge: number
}

/** The whole page of a mail's frame. Its own policy forbids scripts, forms, fonts and frames once more. */
export function mailPage(html: string, { origins, remote, ink, link, font, scheme, edge }: Look): string {
  const images = ['data:', 'blob:', ...origins, ...(remote ? ['https:'] : [])].join(' ')
  const policy = `default-src 'none'; img-src ${images}; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'`
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer"><style>
:root{color-scheme:${scheme}}html{height:auto}body{margin:0;padding:${edge}px;overflow-y:hidden;font:14px/1.45 ${font};color:${ink};background:transparent;overflow-wrap:anywhere}
img{max-width:100%;height:auto}img:not([src]){display:none}a{color:${link}}pre{white-space:pre-wrap}table{max-width:100%}blockquote{margin:8px 0;padding-left:12px;border-left:2px solid color-mix(in srgb,currentcolor 25%,transparent)}
</style></head><body>${html}</body></html>`
}
