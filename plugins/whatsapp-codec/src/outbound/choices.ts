import { type ButtonsPart, type ListPart, Rejected, shorten, splitText } from '@faladesk/plugin-sdk'
import { limits } from './limits.ts'
import { type Piece, textPieces } from './piece.ts'

/** A question with one to three buttons; titles are shortened, more buttons are refused. */
export const buttonsPieces = ({ text, buttons }: ButtonsPart): Piece[] => {
  count('buttons', buttons, limits.buttons)
  const made = buttons.map(({ id, title }) => ({
    type: 'reply',
    reply: { id: checkedId(id, limits.buttonId), title: checkedTitle(title, limits.buttonTitle) },
  }))
  different(
    'buttons',
    made.map(({ reply }) => reply),
  )
  return asked(text, { type: 'button', action: { buttons: made } })
}

/** A question with a list of one to ten rows; titles and descriptions are shortened, more rows are refused. */
export const listPieces = ({ text, button, rows }: ListPart): Piece[] => {
  count('rows', rows, limits.rows)
  const made = rows.map(({ id, title, description }) => ({
    id: checkedId(id, limits.rowId),
    title: checkedTitle(title, limits.rowTitle),
    ...(description?.trim() && { description: shorten(description.trim(), limits.rowDescription) }),
  }))
  different('rows', made)
  const action = { button: checkedTitle(button, limits.listButton), sections: [{ rows: made }] }
  return asked(text, { type: 'list', action })
}

// A long question goes out as text, and only its end carries the choices.
const asked = (text: string, interactive: object): Piece[] => {
  const whole = text.trim()
  const last = splitText(whole, limits.interactiveBody).at(-1)
  if (!last) throw new Rejected('A question with choices needs a text', 'no_text')
  const before = whole.slice(0, whole.length - last.length).trimEnd()
  return [...textPieces(before), { type: 'interactive', interactive: { ...interactive, body: { text: last } } }]
}

const count = (what: string, all: readonly unknown[], most: number) => {
  if (all.length === 0 || all.length > most)
    throw new Rejected(`WhatsApp shows one to ${most} ${what} and this message has ${all.length}`, `too_many_${what}`)
}

// An id comes back when it is tapped; cut short it would be another.
const checkedId = (id: string, most: number): string => {
  if (id.trim() === '' || id.length > most)
    throw new Rejected(`The id of a choice has 1 to ${most} characters`, 'choice_id')
  return id
}

const checkedTitle = (title: string, most: number): string => {
  const bare = title.replace(/\s+/g, ' ').trim()
  if (bare === '') throw new Rejected('A choice needs a title', 'choice_title')
  return shorten(bare, most)
}

const different = (what: string, all: readonly { id: string; title: string }[]) => {
  const [ids, titles] = [new Set(all.map(({ id }) => id)), new Set(all.map(({ title }) => title))]
  if (ids.size < all.length || titles.size < all.length)
    throw new Rejected(`Two ${what} have the same id, or the same title once shortened`, `same_${what}`)
}
