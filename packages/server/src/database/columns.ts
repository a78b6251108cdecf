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
  return (Object.keys(columns) as (keyof Row)[]).map((name) => {
    let text = '{'
    for (let i = 0; i < rows.length; i++) text += (i === 0 ? '' : ',') + literalOf((rows[i] as Row)[name])
    return `${text}}`
  })
}

/**
 * One element of an array as PostgreSQL reads it.
 *
 * Written here because the driver's own looks for what to escape in every element twice, and this is most of what a commit costs.
 * Source: PostgreSQL, 8.15.6 Array Input and Output Syntax.
 */
function literalOf(value: unknown): string {
  if (typeof value === 'string') return SPECIAL.test(value) ? `"${value.replace(EVERY_SPECIAL, '\\$&')}"` : `"${value}"`
  return value === null || value === undefined ? 'NULL' : String(value)
}

const SPECIAL = /["\\]/
const EVERY_SPECIAL = /["\\]/g
