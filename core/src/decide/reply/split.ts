import type { Capabilities, OutboundPart } from '@faladesk/plugin-sdk'

/**
 * Cuts a message into the requests a channel takes: texts no longer than its limit, one file a request, a short text
 * riding as the caption of the file that follows it where the channel has captions. A channel with subjects (e-mail) takes
 * the message whole.
 */
export function splitContent(content: readonly OutboundPart[], capabilities: Capabilities): OutboundPart[][] {
  // A letter takes all its parts at once.
  if (capabilities.subject) return content.length > 0 ? [[...content]] : []
  const requests: OutboundPart[][] = []
  for (const part of content) {
    if (part.k === 'text')
      for (const text of splitText(part.text, capabilities.text.max)) requests.push([{ k: 'text', text }])
    else if (part.k === 'media') requests.push([withCaption(part, requests, capabilities)])
    else requests.push([part])
  }
  return requests
}

type Media = Extract<OutboundPart, { k: 'media' }>

// The text just before a file becomes its caption when it fits, so that the customer gets one message, not two.
function withCaption(part: Media, requests: OutboundPart[][], capabilities: Capabilities): Media {
  const kind = part.media.mime.split('/')[0]
  const limit = capabilities.media[kind === 'image' || kind === 'audio' || kind === 'video' ? kind : 'document']
  const before = requests.at(-1)?.[0]
  if (part.caption || requests.length !== 1 || before?.k !== 'text' || !limit || !limit.caption) return part
  if (before.text.length > (capabilities.caption?.max ?? capabilities.text.max)) return part
  requests.pop()
  return { ...part, caption: before.text }
}

/** Cuts text into pieces of at most `max` characters at a paragraph, sentence or word border; never inside a surrogate pair. */
export function splitText(text: string, max: number): string[] {
  const pieces: string[] = []
  let rest = text.trim()
  while (rest.length > max) {
    const window = rest.slice(0, max + 1)
    const border = [paragraph, line, sentence, word].map((last) => last(window)).find((at) => at > max / 2)
    let cut = border === undefined ? max : border + 1
    if (/[\ud800-\udbff]/.test(rest[cut - 1] ?? '')) cut -= 1
    pieces.push(rest.slice(0, cut).trim())
    rest = rest.slice(cut).trim()
  }
  return rest === '' ? pieces : [...pieces, rest]
}

const paragraph = (text: string) => text.lastIndexOf('\n\n')
const line = (text: string) => text.lastIndexOf('\n')
const sentence = (text: string) => Math.max(...['. ', '! ', '? ', '… '].map((end) => text.lastIndexOf(end)))
const word = (text: string) => text.lastIndexOf(' ')
