import { csvCell, type CsvCell } from '@attune/protocol'

export type Cell = CsvCell

/** Writes a table as CSV that a spreadsheet opens without running anything in it. One writer for all exports, headers included. */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\r\n`).join('')
}
