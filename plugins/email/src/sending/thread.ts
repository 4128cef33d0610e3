import type { OutboundMessage } from '@faladesk/plugin-sdk'

/** What puts an answer into its thread, as ids with their brackets. */
export interface ThreadHeaders {
  inReplyTo?: string
  references?: string[]
}

/** Longer ones were cut or refused by servers on the way. */
const [mostIds, mostBytes] = [20, 900]
const good = /^[!-;=?-~]{1,250}$/

/** In-Reply-To and References of an answer: the root of the thread and its latest mails, oldest first. */
export function threadHeaders({
  replyTo,
  references = [],
}: Pick<OutboundMessage, 'replyTo' | 'references'>): ThreadHeaders {
  const newest = [replyTo, ...references].flatMap((id) => {
    const bare = id?.trim().replace(/^<|>$/g, '')
    return bare && good.test(bare) && bare.includes('@') ? bare : []
  })
  const [answered, ...rest] = new Set(newest)
  if (!answered) return {}
  const root = rest.at(-1)
  const kept = [answered]
  let bytes = answered.length + 3 + (root ? root.length + 3 : 0)
  for (const id of rest.slice(0, -1)) {
    if (kept.length >= mostIds - 1 || bytes + id.length + 3 > mostBytes) break
    kept.push(id)
    bytes += id.length + 3
  }
  if (root && bytes <= mostBytes) kept.push(root)
  return { inReplyTo: `<${answered}>`, references: kept.reverse().map((id) => `<${id}>`) }
}

/** A subject with exactly one `Re:`, whatever prefixes of which languages it had. */
export const answerSubject = (subject: string): string => {
  let bare = subject.trim()
  for (let n = 0; n < 20; n++) {
    const next = bare.replace(/^(?:re|res|rv|aw|sv|antw|ref|vs)\s*(?:\[\d{1,3}\]|\(\d{1,3}\))?\s*:\s*/i, '')
    if (next === bare) break
    bare = next
  }
  return `Re: ${bare}`.trim()
}
