import { AppError } from '../errors.ts'
import type { Mapping } from './mapping.ts'

/** Where the columns of a file are, by the names that a mapping uses for them. */
export type Columns = (column: string) => number

/**
 * Finds every column of a mapping in a file's first row.
 *
 * Names are compared without blanks around them, a byte order mark or a leading `*`, and without regard to case: surveys come
 * back from year to year with all of these changed.
 *
 * @throws AppError `invalid_configuration` that names what is missing and what the file has instead.
 */
export function findColumns(mapping: Mapping, header: readonly string[]): Columns {
  const places = new Map<string, number[]>()
  for (const [index, name] of header.entries()) {
    const key = keyOf(name)
    places.set(key, [...(places.get(key) ?? []), index])
  }
  const wanted = columnsOf(mapping)
  const missing = wanted.filter((column) => !places.has(keyOf(column)))
  if (missing.length > 0)
    throw new AppError(
      'invalid_configuration',
      `The file has no column ${missing.map((column) => `"${column}"`).join(', ')}. ` +
        `Its columns are: ${header.map((name) => name.trim()).join(', ')}. Correct the mapping, or its file.delimiter.`,
    )
  const double = wanted.find((column) => places.get(keyOf(column))!.length > 1)
  if (double !== undefined)
    throw new AppError('invalid_configuration', `The file has two columns named "${double}". Rename one of them.`)
  return (column) => places.get(keyOf(column))![0]!
}

/** The columns of an item's words, none, one or several. */
export function commentColumns(item: Mapping['steps'][number]): string[] {
  return item.comment === undefined ? [] : [item.comment].flat()
}

function keyOf(name: string): string {
  return name
    .replace(/^\uFEFF/, '')
    .trim()
    .replace(/^\*/, '')
    .trim()
    .toLowerCase()
}

function columnsOf({ respondent, time, steps, overall = [], outcome, segments = {} }: Mapping): string[] {
  const { traits = {}, ...fields } = segments
  const named = [
    respondent,
    'column' in time ? time.column : undefined,
    ...[...steps, ...overall].flatMap((item) => [item.column].concat(commentColumns(item))),
    outcome?.column,
    ...[...Object.values(fields), ...Object.values(traits)].map((segment) => segment.column),
  ]
  return [...new Set(named.filter((column) => column !== undefined))]
}
