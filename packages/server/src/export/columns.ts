/** What a column holds: how each format writes it follows from that. */
type Kind = 'text' | 'integer' | 'real' | 'instant' | 'json'

/**
 * Every column of an exported answer, in order; the same in every project, so that tables of several can be put together.
 *
 * `at` is ISO 8601 in UTC and `day` that of the project's zone; behind the privacy gate both are the day on which an answer was told of. `step` is
 * `''` for the journey as a whole. `question` is in the words that were read. JSON, as in `answers`: `{"why":["slow"]}`.
 */
export const COLUMNS = [
  { name: 'id', kind: 'text' },
  { name: 'at', kind: 'instant' },
  { name: 'day', kind: 'text' },
  { name: 'journey', kind: 'text' },
  { name: 'step', kind: 'text' },
  { name: 'prompt', kind: 'text' },
  { name: 'version', kind: 'integer' },
  { name: 'variant', kind: 'text' },
  { name: 'scale', kind: 'text' },
  { name: 'question', kind: 'text' },
  { name: 'feel', kind: 'integer' },
  { name: 'comment', kind: 'text', isOptional: true },
  { name: 'answers', kind: 'json', isOptional: true },
  { name: 'visit', kind: 'text', isOptional: true },
  { name: 'page', kind: 'text', isOptional: true },
  { name: 'device', kind: 'text', isOptional: true },
  { name: 'locale', kind: 'text', isOptional: true },
  { name: 'release', kind: 'text', isOptional: true },
  { name: 'traits', kind: 'json', isOptional: true },
  { name: 'share', kind: 'real', isOptional: true },
  { name: 'took_ms', kind: 'integer', isOptional: true },
  { name: 'origin', kind: 'text' },
  { name: 'trust', kind: 'text' },
  { name: 'set_aside', kind: 'text', isOptional: true },
] as const satisfies { name: string; kind: Kind; isOptional?: true }[]

export type ColumnName = (typeof COLUMNS)[number]['name']

/** A cell of an exported answer; JSON as its text. */
export type Value = string | number | null
/** An exported answer, in the order of the columns. */
export type Row = Value[]

/** Where a column is in a row. */
export function placeOf(name: ColumnName): number {
  return COLUMNS.findIndex((column) => column.name === name)
}
