import { cleanText } from '@faladesk/plugin-sdk'
import { decoded, every, type Field } from './headers.ts'

/** Somebody in a mail: an address, and what they call themselves. */
export interface Person {
  address: string
  name?: string
}

const maxPeople = 500
const good = /^[^\s@<>"(),:;\\[\]]{1,64}@[^\s@<>"(),:;\\]{1,255}$/

/** An address in the one form we compare and store: lower case, without quotes and angle brackets; null when it is none. */
export const plainAddress = (value: string): string | null => {
  const address = cleanText(value)
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^[<"']+|[>"'.,;]+$/g, '')
    .toLowerCase()
  return good.test(address) ? address : null
}

/** Reads a list of addresses: groups opened, comments and quotes undone, whatever is no address left out. */
export const peopleIn = (value: string | undefined): Person[] => {
  if (!value) return []
  const people: Person[] = []
  for (const piece of pieces(value.slice(0, 60_000))) {
    const person = personOf(piece)
    if (person) people.push(person)
    if (people.length >= maxPeople) break
  }
  return people
}

/** Everybody in the fields of these names, in order. */
export const peopleOf = (fields: readonly Field[], ...names: string[]): Person[] =>
  names.flatMap((name) => every(fields, name).flatMap(peopleIn)).slice(0, maxPeople)

// Commas and semicolons separate, but not in quotes, comments or angle brackets; a colon ends a group's name.
const pieces = (value: string): string[] => {
  const found: string[] = []
  let [piece, quoted, comment, angle] = ['', false, 0, false]
  for (let at = 0; at < value.length; at++) {
    const letter = value[at] as string
    if (letter === '\\' && (quoted || comment > 0)) {
      piece += letter + (value[++at] ?? '')
      continue
    }
    if (letter === '"' && comment === 0) quoted = !quoted
    else if (!quoted && letter === '(') comment++
    else if (!quoted && letter === ')' && comment > 0) comment--
    else if (!quoted && comment === 0) {
      if (letter === '<') angle = true
      else if (letter === '>') angle = false
      else if (!angle && (letter === ',' || letter === ';')) {
        found.push(piece)
        piece = ''
        continue
      } else if (!angle && letter === ':' && !piece.includes('@')) {
        piece = ''
        continue
      }
    }
    piece += letter
  }
  // A quote that never closes swallows the rest: read it again without quotes.
  if (quoted && value.includes('@')) return value.replaceAll('"', '').split(/[,;]/)
  return [...found, piece]
}

const personOf = (piece: string): Person | null => {
  const angle = /^(.*?)<([^<>]*)>[^<>]*$/s.exec(piece)
  const bare = piece.replace(/\([^()]*\)/g, ' ').trim()
  const address = plainAddress(angle ? (angle[2] as string) : bare) ?? anyAddress(angle ? (angle[2] as string) : bare)
  if (!address) return null
  const comment = /\(([^()]*)\)/.exec(piece)?.[1]
  const given = angle ? (angle[1] as string) : (comment ?? '')
  const name = honest(
    decoded(
      given
        .trim()
        .replace(/^"(.*)"$/s, '$1')
        .replace(/\\(.)/g, '$1'),
    ),
    address,
  )
  return { address, ...(name && { name }) }
}

// An address somewhere in a broken field: `Ana ana@x.com` or `<<ana@x.com>`.
const anyAddress = (text: string): string | null => {
  for (const word of text.slice(0, 2000).split(/[\s<>"(),;[\]]+/)) {
    const address = word.includes('@') ? plainAddress(word) : null
    if (address) return address
  }
  return null
}

// A name that is another address (`"security@bank.com" <evil@x.ru>`) is no name: the true address is shown instead.
const honest = (name: string, address: string): string | undefined => {
  const plain = name
    .replace(/^['"]+|['"]+$/g, '')
    .trim()
    .slice(0, 200)
  if (plain === '' || plain.toLowerCase() === address) return undefined
  const claimed = addressShown(plain)
  return claimed && claimed !== address ? undefined : plain
}

/** The address a name shows to whoever reads it, with a look-alike of the @ too. */
export const addressShown = (name: string): string | undefined =>
  /[^\s<>"'()]+[@＠][^\s<>"'()]+\.[^\s<>"'()]+/.exec(name)?.[0]?.toLowerCase()
