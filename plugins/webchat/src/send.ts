import {
  type ChannelContext,
  type Identity,
  type OutboundMessage,
  type OutboundPart,
  plainText,
  Rejected,
  type SendResult,
} from '@faladesk/plugin-sdk'

const ours = ({ kind }: Identity) => kind === 'webchat' || kind === 'webchat_user'

/** Pushes the message to the visitor's open pages; whoever is away finds it in the history, so it is sent either way. */
export const send = async (out: OutboundMessage, ctx: ChannelContext): Promise<SendResult> => {
  const to = out.to.find(ours)
  if (!to) throw new Rejected('This contact is not a visitor of the web chat', 'no_address', 'recipient')
  const text = out.content.map(textOf).filter(Boolean).join('\n')
  if (out.content.length === 0 || (text === '' && !out.content.some(({ k }) => k === 'media')))
    throw new Rejected('There is nothing to send: the message has no text and no file', 'empty')
  const message = { id: out.id, direction: 'out', text, content: out.content, at: ctx.now().toISOString() }
  await ctx.live?.push(to, { type: 'message', message })
  return { ok: true, parts: [{ externalId: out.id, status: 'sent' }] }
}

/** Shows on the visitor's open pages that somebody writes, or has read. */
export const present = async (
  what: 'typing' | 'read',
  to: Identity[],
  _last: string | undefined,
  ctx: ChannelContext,
): Promise<void> => {
  await Promise.all(to.filter(ours).map((identity) => ctx.live?.push(identity, { type: what })))
}

const textOf = (part: OutboundPart): string => {
  if (part.k === 'template') throw new Rejected('The web chat has no templates', 'no_templates')
  // Buttons are drawn as buttons; their question is the text.
  return part.k === 'buttons' ? part.text : plainText(part)
}
