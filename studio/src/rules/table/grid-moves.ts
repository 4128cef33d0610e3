/** A cell by its row and column, both from 0. */
export interface Place {
  readonly row: number
  readonly column: number
}

/** A rectangle of cells between the one where it began and the one where the keyboard is. */
export interface Range {
  readonly from: Place
  readonly to: Place
}

/** Where a key leads from a cell of a grid, or null when it is none of the grid's keys. Ctrl goes to the end. */
export function moveIn(
  { row, column }: Place,
  key: string,
  ctrl: boolean,
  rows: number,
  columns: number,
): Place | null {
  const at = (toRow: number, toColumn: number): Place => ({
    row: Math.max(0, Math.min(rows - 1, toRow)),
    column: Math.max(0, Math.min(columns - 1, toColumn)),
  })
  switch (key) {
    case 'ArrowUp':
      return at(ctrl ? 0 : row - 1, column)
    case 'ArrowDown':
      return at(ctrl ? rows : row + 1, column)
    case 'ArrowLeft':
      return at(row, ctrl ? 0 : column - 1)
    case 'ArrowRight':
      return at(row, ctrl ? columns : column + 1)
    case 'Home':
      return at(ctrl ? 0 : row, 0)
    case 'End':
      return at(ctrl ? rows : row, columns)
    case 'PageUp':
      return at(row - 10, column)
    case 'PageDown':
      return at(row + 10, column)
    default:
      return null
  }
}

/** Whether a cell lies in a range. */
export const within = ({ from, to }: Range, { row, column }: Place): boolean =>
  row >= Math.min(from.row, to.row) &&
  row <= Math.max(from.row, to.row) &&
  column >= Math.min(from.column, to.column) &&
  column <= Math.max(from.column, to.column)

/** The rows and columns of a range, in order. */
export const spanOf = ({ from, to }: Range) => ({
  rows: numbers(from.row, to.row),
  columns: numbers(from.column, to.column),
})

const numbers = (a: number, b: number): readonly number[] =>
  Array.from({ length: Math.abs(a - b) + 1 }, (_, step) => Math.min(a, b) + step)
