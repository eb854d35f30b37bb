/** Spreadsheet programs read a CSV file as UTF-8 only when it begins with this. */
export const BYTE_ORDER_MARK = '\ufeff'

/** A text, or a number, which no program takes for a formula. */
export type Cell = string | number | null

/**
 * A table as RFC 4180 has it: lines end with CRLF, cells that need it are quoted, quotes inside doubled.
 *
 * Spreadsheet programs run what begins like a formula: such a text gets an apostrophe before it. Programs that
 * separate by semicolon or tab, or forget the quotes, begin a cell in the middle of a text; there it gets one too,
 * as behind blanks and quotes, which some of them drop.
 */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('')
}

const FORMULA_START = /(?=[=+\-@\t\r＝＋－＠])(?<=(?:^|[;\t\r\n])["\p{Zs}]*)/gu

function cellOf(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const inert = cell.replace(FORMULA_START, "'")
  return /[",;\t\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
