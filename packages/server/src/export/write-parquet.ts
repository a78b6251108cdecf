import { type BasicType, ByteWriter, type ColumnSource, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'

import { COLUMNS, type Value } from './columns.ts'
import type { AnswerWriter } from './writer.ts'

/**
 * Writes a Parquet file group by group: memory holds one group of rows, and what the end of the file says of all of them, which is some
 * hundred bytes for each column of each group.
 */
export function parquetWriter(): AnswerWriter {
  const bytes = new ByteWriter(FIRST_BYTES)
  const schema = schemaFromColumnData({ columnData: sourcesOf(COLUMNS.map(() => [])) })
  const file = new ParquetWriter({ writer: bytes, schema, createdBy: 'attune' })
  const columns = COLUMNS.map((): (Value | Date)[] => [])
  const shared = COLUMNS.map(() => new Map<string, string>())
  let rows = 0

  /** What many rows share is kept once, and not as it came with each: most columns have few values. */
  const keep = (i: number, value: Value): Value | Date => {
    if (IS_INSTANT[i]) return new Date(String(value))
    if (typeof value !== 'string') return value
    const known = shared[i]!.get(value)
    if (known === undefined && shared[i]!.size < MOST_SHARED) shared[i]!.set(value, value)
    return known ?? value
  }
  const writeGroup = (): void => {
    void file.write({ columnData: sourcesOf(columns), rowGroupSize: rows })
    for (const column of columns) column.length = 0
    rows = 0
  }
  /** What is in the buffer, which then begins anew: offsets go on. */
  const take = (): Uint8Array[] => {
    const taken = bytes.getBytes().slice()
    bytes.index = 0
    return taken.length > 0 ? [taken] : []
  }
  return {
    add(row) {
      for (let i = 0; i < columns.length; i++) columns[i]!.push(keep(i, row[i]!))
      rows++
      if (rows === GROUP) writeGroup()
    },
    take,
    end() {
      if (rows > 0) writeGroup()
      void file.finish()
      return take()
    },
  }
}

function sourcesOf(columns: readonly (Value | Date)[][]): ColumnSource[] {
  return COLUMNS.map((column, i) => ({
    name: column.name,
    type: TYPES[column.kind],
    nullable: 'isOptional' in column,
    // Pages of so few rows need no index of their own.
    offsetIndex: false,
    // The least and the most are of use where rows are looked for by them.
    statistics: SOUGHT.has(column.name),
    data: columns[i]!,
  }))
}

const IS_INSTANT = COLUMNS.map(({ kind }) => kind === 'instant')

const SOUGHT: ReadonlySet<string> = new Set(['at', 'day', 'journey', 'step', 'feel'])

/** JSON is text here: readers that know the type parse it, others fail at it. */
const TYPES: Record<(typeof COLUMNS)[number]['kind'], BasicType> = {
  text: 'STRING',
  integer: 'INT32',
  real: 'DOUBLE',
  instant: 'TIMESTAMP',
  json: 'STRING',
}

/** Rows of a group: more make smaller files, and longer times in which nobody else gets a turn. */
const GROUP = 2_000
const MOST_SHARED = 1_000
const FIRST_BYTES = 1_048_576
