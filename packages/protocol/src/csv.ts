/** A cell: numbers and truths are written as they are, text is quoted, null is empty. */
export type CsvCell = string | number | boolean | null

/**
 * A cell as CSV that a spreadsheet opens without running anything in it.
 *
 * A text that a spreadsheet could take for a formula gets an apostrophe in front, also where blanks or control characters come first;
 * numbers stay numbers. One rule for all that leaves the service and the console, headers included.
 * Source: RFC 4180; OWASP, CSV Injection.
 */
export function csvCell(cell: CsvCell): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const safe = isPlain(cell.charCodeAt(0)) || !FORMULA.test(cell) ? cell : `'${cell}`
  return safe.includes('"') ? `"${safe.replaceAll('"', '""')}"` : `"${safe}"`
}

/** An ASCII letter or digit begins no formula; most texts begin with one, and exports have millions. */
function isPlain(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || (code >= 65 && code <= 90)
}

const FORMULA = /^[\s\p{Cc}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n\0]/u
