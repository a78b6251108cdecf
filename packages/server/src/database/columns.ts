/** Columns by name, with their types, in the order of a statement's parameters. */
export type Columns<Row> = { [Name in keyof Row]-?: string }

/**
 * Rows as a part of a statement: one array for each column, so that any number of rows is the same text and plan.
 *
 * @param first The number of the first parameter.
 */
export function unnest<Row>(columns: Columns<Row>, first: number): string {
  const types: string[] = Object.values(columns)
  return `unnest(${types.map((type, i) => `$${first + i}::${type}[]`).join(', ')})`
}

/** The names of columns, e.g. `id, at, day`; with a prefix, e.g. `a.id, a.at, a.day`. */
export function namesOf<Row>(columns: Columns<Row>, prefix = ''): string {
  return Object.keys(columns)
    .map((name) => prefix + name)
    .join(', ')
}

/** The values of rows, one parameter for each column. */
export function valuesOf<Row>(columns: Columns<Row>, rows: readonly Row[]): string[] {
  const cellsOf = writerOf(columns)
  return parametersOf(Object.keys(columns).length, rows.map(cellsOf))
}

/** A row as elements of array parameters, in the order of its columns. */
export type Cells = readonly string[]

/** Rows that are written already, one parameter for each of so many columns. */
export function parametersOf(columns: number, rows: readonly Cells[]): string[] {
  return Array.from({ length: columns }, (_, column) => {
    let text = '{'
    for (let i = 0; i < rows.length; i++) text += (i === 0 ? '' : ',') + (rows[i] as Cells)[column]
    return `${text}}`
  })
}

/** A function that writes rows of such columns as cells. */
export function writerOf<Row>(columns: Columns<Row>): (row: Row) => Cells {
  const known = writers.get(columns)
  if (known) return known as (row: Row) => Cells
  const names = Object.keys(columns) as (keyof Row)[]
  const write = names.map((name) => (BARE.has(columns[name]) ? bareOf : literalOf))
  const writer = (row: Row): Cells => names.map((name, i) => (write[i] as (value: unknown) => string)(row[name]))
  writers.set(columns, writer)
  return writer
}

const writers = new WeakMap<object, (row: never) => Cells>()
/** Types none of whose values holds what an array literal gives a meaning to. */
const BARE = new Set(['smallint', 'int', 'bigint', 'real', 'uuid', 'date', 'timestamptz'])

function bareOf(value: unknown): string {
  return value === null || value === undefined ? 'NULL' : String(value)
}

/**
 * One element of an array as PostgreSQL reads it.
 *
 * Written here because the driver's own looks for what to escape in every element twice, and this is most of what a commit costs.
 * Source: PostgreSQL, 8.15.6 Array Input and Output Syntax.
 */
function literalOf(value: unknown): string {
  if (typeof value === 'string') return SPECIAL.test(value) ? `"${value.replace(EVERY_SPECIAL, '\\$&')}"` : `"${value}"`
  return bareOf(value)
}

const SPECIAL = /["\\]/
const EVERY_SPECIAL = /["\\]/g
