import { type ChannelContext, type OutboundMessage, plainText } from '@faladesk/plugin-sdk'
import type { EmailSettings } from '../settings/settings.ts'
import { bodyMarker } from '../threads/token.ts'

/** The two ways a mail says the same. */
export interface Body {
  text: string
  html: string
}

const mostQuote = 20_000

/** The words of an answer as text and as HTML: what is said, the signature, and the message it answers. */
export function bodyOf(out: OutboundMessage, ctx: ChannelContext<EmailSettings>): Body {
  const said = out.content.filter((part) => part.k !== 'media' || part.caption)
  const text = said.map(plainText).filter(Boolean).join('\n\n')
  const html = said.map((part) => (part.k === 'text' && part.html) || paragraphs(plainText(part))).join('\n')
  const signature = ctx.settings.signature?.trim()
  const { answering } = out
  const marker = out.conversation && bodyMarker(ctx, out.conversation.id)
  return {
    text: [text, signature && `-- \n${signature}`, answering && quotedText(answering)].filter(Boolean).join('\n\n'),
    html: [
      '<!doctype html><html><body>',
      `<div dir="auto">${html}</div>`,
      signature && `<div dir="auto">-- <br>${lines(signature)}</div>`,
      answering && quotedHtml(answering),
      // Survives servers that rewrite every id of ours.
      marker &&
        `<div data-fd-reply-above style="display:none;font-size:1px;line-height:1px;max-height:0;overflow:hidden">${marker}</div>`,
      '</body></html>',
    ]
      .filter(Boolean)
      .join('\n'),
  }
}

type Answered = NonNullable<OutboundMessage['answering']>

// The line every mail program knows: it folds what follows.
const attribution = ({ author, at }: Answered): string => {
  const when = new Intl.DateTimeFormat('pt-BR', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'America/Sao_Paulo',
  })
  return `Em ${when.format(new Date(at)).replace(', ', ' às ')}, ${author.replace(/[\r\n<>]+/g, ' ').trim()} escreveu:`
}

const quotedText = (answered: Answered): string =>
  [
    attribution(answered),
    ...answered.text
      .slice(0, mostQuote)
      .split('\n')
      .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`)),
  ].join('\n')

const quotedHtml = (answered: Answered): string =>
  `<div class="gmail_quote"><div dir="auto">${escaped(attribution(answered))}</div>
<blockquote type="cite" class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">${lines(answered.text.slice(0, mostQuote))}</blockquote></div>`

const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${lines(paragraph)}</p>`)
    .join('\n')

const lines = (text: string): string =>
  escaped(text)
    .replace(/https?:\/\/[^\s<>"']{1,2000}/g, (url) => {
      const [, link = url, tail = ''] = /^(.*?)((?:[.,;:!?)]|&gt;|&quot;)*)$/.exec(url) ?? []
      return `<a href="${link}">${link}</a>${tail}`
    })
    .replaceAll('\n', '<br>\n')

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
