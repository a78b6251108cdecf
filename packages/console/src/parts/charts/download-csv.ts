import { csvCell, type CsvCell } from '@attune/protocol'

/**
 * The values of a table that stands in the page, as a spreadsheet reads them without running anything in them.
 *
 * @param source Where they come from: stands in the last column of every row, so that a line above them breaks no program that reads them.
 */
export function tableAsCsv(table: HTMLTableElement, source: string): string {
  const textOf = (cell: Element): string => cell.textContent ?? ''
  const [header = [], ...rows] = [...table.rows].map((row) => [...row.cells].map(textOf))
  // Without the mark, spreadsheets take it for another alphabet.
  const lines = [header.map(plainText).concat('Source'), ...rows.map((cells) => cells.map(cellOf).concat(source))]
  return `\uFEFF${lines.map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')}`
}

/** `1,790` and `−12` as the numbers that they are; a dash for nothing is empty; everything else stays text. */
export function cellOf(shown: string): CsvCell {
  const text = plainText(shown)
  if (text === '' || text === '–' || text === '—') return null
  if (/^[+−-]?\d{1,3}(,?\d{3})*(\.\d+)?$/u.test(text)) return Number(text.replaceAll(/[,+]/g, '').replace('−', '-'))
  return text
}

/** As it is read: in one line, with blanks that programs know. */
const plainText = (text: string): string =>
  text
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/(?<=\d) %/g, '%')
    .trim()
