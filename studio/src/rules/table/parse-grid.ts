/** Cells as a spreadsheet copies them: tabs, or semicolons or commas; quoted cells may hold any of them and line breaks. */
export function parseGrid(text: string): readonly (readonly string[])[] {
  const source = text
    .replace(/^\uFEFF/u, '')
    .replaceAll('\r\n', '\n')
    .replaceAll('\r', '\n')
  const separator = separatorOf(source)
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let quoted = false
  let wasQuoted = false
  const endCell = () => {
    row.push(wasQuoted ? cell : cell.trim())
    cell = ''
    wasQuoted = false
  }
  const endRow = () => {
    endCell()
    rows.push(row)
    row = []
  }
  for (let at = 0; at < source.length; at++) {
    const character = source[at] ?? ''
    if (quoted) {
      if (character !== '"') cell += character
      else if (source[at + 1] === '"') {
        cell += '"'
        at++
      } else quoted = false
    } else if (character === '"' && cell.trim() === '') {
      quoted = true
      wasQuoted = true
      cell = ''
    } else if (character === separator) endCell()
    else if (character === '\n') endRow()
    else if (!wasQuoted || character.trim() !== '') cell += character
  }
  if (cell !== '' || wasQuoted || row.length > 0) endRow()
  return rows.filter((cells) => cells.some((one) => one !== ''))
}

/** Cells as a spreadsheet understands them when they are pasted there. */
export const printGrid = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => cells.map(printCell).join('\t')).join('\n')

const printCell = (cell: string): string => (/["\t\n\r]|^\s|\s$/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

// The separator is what divides the first line outside quotation marks; a tab is nobody's punctuation, so it goes first.
function separatorOf(text: string): string {
  let quoted = false
  const found = new Set<string>()
  for (const character of text) {
    if (character === '"') quoted = !quoted
    else if (quoted) continue
    else if (character === '\n') break
    else found.add(character)
  }
  return ['\t', ';', ','].find((one) => found.has(one)) ?? '\t'
}
