import type { Piece, Shown } from './log.ts'
import { make } from './node.ts'
import { link, linked } from './rich-text.ts'
import type { Words } from './texts.ts'

/** Draws what a message says, one bubble a part. */
export const bubblesOf = (message: Shown, words: Words, choose: (title: string) => void): HTMLElement[] => {
  const parts = message.content?.length ? message.content : [{ k: 'text', text: message.text ?? '' }]
  return parts.flatMap((part) => drawn(part, words, choose))
}

const drawn = (part: Piece, words: Words, choose: (title: string) => void): HTMLElement[] => {
  switch (part.k) {
    case 'text':
      return bubble(part.text)
    case 'choice':
      return bubble(part.title)
    case 'buttons':
      return [...bubble(part.text), choices(part.buttons ?? [], choose)]
    case 'media':
      return [media(part, words), ...bubble(part.caption)]
    case 'location':
      return [spot(part, words)]
    case 'form':
      return []
    default:
      return bubble(part.note ?? words.unsupported)
  }
}

const bubble = (text: string | undefined): HTMLElement[] =>
  text ? [make('div', { class: 'bubble' }, ...linked(text))] : []

const choices = (buttons: { title: string }[], choose: (title: string) => void) =>
  make(
    'div',
    { class: 'choices' },
    ...buttons.map(({ title }) =>
      make('button', { type: 'button', class: 'choice', onclick: () => choose(title) }, title),
    ),
  )

const media = ({ media: file, caption }: Piece, words: Words): HTMLElement => {
  const url = file?.url ?? ''
  const mime = file?.mime ?? ''
  const name = file?.filename || (mime.startsWith('audio/') ? words.voice : words.attachment)
  const plain = () =>
    make('div', { class: 'bubble' }, link(named(url, name), name, { 'aria-label': words.download(name) }))
  if (!/^(https?|blob):/.test(url)) return make('div', { class: 'bubble' }, name)
  const shown = make('div', { class: 'bubble picture' })
  if (/^image\/(jpeg|png|gif|webp)$/.test(mime)) {
    const picture = make('img', { src: url, alt: caption || name, loading: 'lazy', referrerpolicy: 'no-referrer' })
    shown.append(/^blob:/.test(url) ? picture : link(url, picture))
    picture.addEventListener('error', () => shown.replaceWith(plain()))
  } else if (mime.startsWith('audio/')) {
    const sound = make('audio', { src: url, controls: true, preload: 'metadata', 'aria-label': name })
    shown.append(sound)
    sound.addEventListener('error', () => shown.replaceWith(plain()))
  } else return plain()
  // A page's own policy may forbid foreign pictures and sounds: the file is then a link.
  return shown
}

// Storage gives a file its name when it is asked to.
const named = (url: string, name: string): string =>
  /\/storage\/v1\/object\//.test(url) ? `${url}&download=${encodeURIComponent(name)}` : url

const spot = ({ lat, lng, name, address }: Piece, words: Words): HTMLElement => {
  const map = link(`https://www.openstreetmap.org/?mlat=${lat}&mlon=${lng}#map=16/${lat}/${lng}`, words.map)
  return make(
    'div',
    { class: 'bubble' },
    [name, address]
      .filter(Boolean)
      .map((line) => `${line}\n`)
      .join(''),
    map,
  )
}
