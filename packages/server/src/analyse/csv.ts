/** A cell: numbers and truths are written as they are, text is quoted, null is empty. */
export type Cell = string | number | boolean | null

/**
 * Writes a table as CSV that a spreadsheet opens without running anything in it.
 *
 * A text that a spreadsheet could take for a formula gets an apostrophe in front, also where blanks or control characters come first;
 * numbers stay numbers. One writer for all exports, headers included.
 * Source: RFC 4180; OWASP, CSV Injection.
 */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((cells) => `${cells.map(written).join(',')}\r\n`).join('')
}

function written(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const safe = /^[\s\p{Cc}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n\0]/u.test(cell) ? `'${cell}` : cell
  return `"${safe.replaceAll('"', '""')}"`
}
