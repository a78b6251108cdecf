import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'

import { type Info, parse } from 'csv-parse'

import { AppError } from '../errors.ts'
import type { Mapping } from './mapping.ts'

/** A record of the file and the line that it begins on, the first being 1. */
interface FileRow {
  record: string[]
  line: number
}

/** A file being read. */
export interface OpenedFile {
  /** As stored, so that progress can be told before the whole is unpacked. */
  bytes: number
  bytesRead: () => number
  /** The header is the first of them. Lines that are no CSV are told to `onBroken` and left out. */
  rows: AsyncIterable<FileRow>
}

/**
 * Opens a CSV file, packed (`.gz`) or not. Memory stays the same however long it is.
 *
 * @throws AppError `bad_request` where there is no such file; while reading, where it is not what its name says.
 */
export async function openFile(
  path: string,
  { delimiter = ',', encoding = 'utf8' }: NonNullable<Mapping['file']>,
  onBroken: (reason: string, line: number) => void,
): Promise<OpenedFile> {
  const { size } = await stat(path).catch((error: unknown) => {
    throw new AppError('bad_request', `There is no file ${path} that can be read.`, { cause: error })
  })
  const source = createReadStream(path, { highWaterMark: 256 * 1024 })
  const parser = parse({
    bom: true,
    delimiter,
    encoding,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error) => {
      onBroken('row that is no CSV (a quotation mark out of place?)', Number(error?.['lines'] ?? 0))
      return undefined
    },
  })
  source.on('error', (error) => parser.destroy(error))
  if (path.endsWith('.gz')) {
    const unpack = createGunzip()
    unpack.on('error', (error) => parser.destroy(error))
    source.pipe(unpack).pipe(parser)
  } else source.pipe(parser)
  return { bytes: size, bytesRead: () => source.bytesRead, rows: readRows() }

  async function* readRows(): AsyncGenerator<FileRow> {
    try {
      for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>)
        yield { record, line: info.lines - linesWithin(record) }
    } catch (error) {
      throw new AppError('bad_request', `${path} cannot be read to its end: ${(error as Error).message}.`, {
        cause: error,
      })
    } finally {
      source.destroy()
    }
  }
}

/** The parser counts the lines up to a record's end. */
function linesWithin(record: readonly string[]): number {
  let count = 0
  for (const cell of record) if (cell.includes('\n')) count += cell.split('\n').length - 1
  return count
}
