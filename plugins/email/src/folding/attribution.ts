/** How sure a line is that what follows it is quoted. */
export type Strength = 'sure' | 'if quoted'

/** An attribution as it was found. */
export interface Found {
  /** How many lines it takes. */
  lines: number
  strength: Strength
}

const longest = 500
const mostLines = 4

// wrote, in the languages customers' mail programs speak
const verb =
  '(?:escreveu|escribi[óo]|wrote|a (?:écrit|ecrit|wrote)|schrieb|ha scritto|schreef|skrev|napisa[łl](?:\\(a\\))?|napsal(?:\\(a\\))?|írta|написав|написала?|пишет|yazdı|έγραψε|kirjoitti|geschreven|va escriure|escribiu)'
const opens =
  /^[\s>*_-]{0,20}(?:em|el|on|le|am|il|op|den|no dia|a|w dniu|dnia|il giorno|v|dne|στις|tir|man|ons|tor|fre|lør|søn|tirs|lun|mar|mer|jeu|ven|sam|dim|seg|ter|qua|qui|sex|s[áa]b|dom|mon|tue|wed|thu|fri|sat|sun)\b[.,]?[\s*]/iu
const dateFirst =
  /^[\s>*_-]{0,20}(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ](?:\d{1,2}|\p{L}{3,12}\.?)[-/. ]\d{2,4})/u
const endsWithVerb = new RegExp(`(?:^|[\\s>,"”)*])${verb}[\\s\\u00a0*]*:{1,2}[\\s*]*$`, 'iu')
// The verb inside Dutch, Norwegian and Iberian forms: "schreef X <x@y>:", "X <x@y> escreveu no dia …:"
const verbInside = new RegExp(`[\\s>]${verb}[\\s:(]`, 'iu')
// Horde, and those made like it: "Citando Ana <ana@x.com>:"
const quoting = /^[\s>*_-]{0,20}(?:citando|quoting|citation de|zitat von|citant|citaat van)\s/iu
const endsWithColon = /:[\s*]*$/
const hasDate =
  /\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}\.?(?: de | of |[ -])?\p{L}{3,}|\p{L}{3,}\.? \d{1,2}\b/u
const hasYear = /(?:19|20)\d\d/
const hasTime = /\d{1,2}\s?[:h.]\s?\d{2}/
const hasAddress = /[<(["]?[^\s<>()[\]"]{1,64}@[^\s<>()[\]"]{1,255}/

/** Reads an attribution ("Em 3 de mar., Ana escreveu:") that begins at this line and may be broken over a few. */
export const attributionAt = (lines: readonly string[], at: number): Found | null => {
  const start = lines[at] as string
  if (start.length > longest || start.trim() === '') return null
  const opener = opens.test(start) || dateFirst.test(start)
  let joined = ''
  for (let count = 1; count <= mostLines && at + count <= lines.length; count++) {
    const line = (lines[at + count - 1] as string).trim()
    if (line === '' || joined.length + line.length > longest) return null
    if (count > 1 && !opener && !hasAddress.test(joined)) return null
    joined = joined === '' ? line : `${joined} ${count > 1 ? line.replace(/^[>\s]+/, '') : line}`
    if (!endsWithColon.test(line)) continue
    const strength = strengthOf(joined, opener)
    if (strength) return { lines: count, strength }
  }
  return null
}

const strengthOf = (line: string, opener: boolean): Strength | null => {
  if (quoting.test(line)) return hasAddress.test(line) ? 'sure' : 'if quoted'
  const wrote = endsWithVerb.test(line)
  const facts = [hasDate.test(line), hasTime.test(line), hasAddress.test(line)].filter(Boolean).length
  if (wrote && opener) {
    // "Em 3 de março fiz o pedido e o vendedor escreveu:" is a customer's sentence: names no hour, no year, no address.
    if (facts >= 2 || (hasDate.test(line) && hasYear.test(line) && line.length < 90)) return 'sure'
    return 'if quoted'
  }
  if (verbInside.test(line) && facts >= 2 && hasAddress.test(line)) return 'sure'
  if (verbInside.test(line) && hasDate.test(line) && hasTime.test(line)) return 'sure'
  if (wrote) return line.length < 200 ? 'if quoted' : null
  // Old Gmail: "2016-03-03 17:21 GMT+01:00 Ana <ana@x.com>:"
  return opener && facts === 3 && /@[^\s<>]+>?\)?\s*:\s*$/.test(line) ? 'sure' : null
}
