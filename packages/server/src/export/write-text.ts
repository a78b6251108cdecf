import { csvLine } from '../analyse/csv.ts'
import { COLUMNS, type Row } from './columns.ts'
import { createPieces } from './pieces.ts'
import type { AnswerWriter } from './writer.ts'

/** One JSON object each line, in the order of the columns. */
export function ndjsonWriter(): AnswerWriter {
  const pieces = createPieces()
  return { add: (row) => pieces.add(jsonOf(row)), take: pieces.take, end: () => [] }
}

/** A table with a header; what is JSON is so in its cell. */
export function csvWriter(): AnswerWriter {
  const pieces = createPieces()
  pieces.add(csvLine(COLUMNS.map(({ name }) => name)))
  return { add: (row) => pieces.add(csvLine(row)), take: pieces.take, end: pieces.take }
}

/** What is JSON already is put in as it is. */
function jsonOf(row: Row): string {
  let text = ''
  for (let i = 0; i < row.length; i++) {
    const value = row[i] ?? null
    text += KEYS[i]! + (typeof value !== 'string' || IS_JSON[i] ? value : JSON.stringify(value))
  }
  return `${text}}\n`
}

const KEYS = COLUMNS.map(({ name }, i) => `${i === 0 ? '{' : ','}"${name}":`)
const IS_JSON = COLUMNS.map(({ kind }) => kind === 'json')
