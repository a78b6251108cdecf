import { csvCell, type CsvCell } from '@attune/protocol'

export type Cell = CsvCell

/** Writes a table as CSV that a spreadsheet opens without running anything in it. One writer for all exports, headers included. */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map(csvLine).join('')
}

/** One row of such a table, with its end of line. */
export function csvLine(cells: readonly Cell[]): string {
  let line = ''
  for (let i = 0; i < cells.length; i++) line += (i === 0 ? '' : ',') + csvCell(cells[i] ?? null)
  return `${line}\r\n`
}
