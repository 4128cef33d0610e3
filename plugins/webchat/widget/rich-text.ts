import { make } from './node.ts'

const address = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g

/** Turns web addresses in a text into links; everything else stays text. */
export const linked = (text: string): (Node | string)[] => {
  const nodes: (Node | string)[] = []
  let from = 0
  for (const { 0: found, index } of text.matchAll(address)) {
    nodes.push(text.slice(from, index), link(found, found))
    from = index + found.length
  }
  nodes.push(text.slice(from))
  return nodes.filter((node) => node !== '')
}

/** A link that opens beside the page; plain text when the address is not of the web. */
export const link = (href: string, label: string | Node, more: Record<string, string> = {}): Node | string =>
  /^(https?:\/\/|blob:)/i.test(href)
    ? make('a', { href, target: '_blank', rel: 'noopener noreferrer nofollow', ...more }, label)
    : label
