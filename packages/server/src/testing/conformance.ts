/** A statement as it was sent, with the rows that it inserts, if any: arrays of columns, as PostgreSQL reads them. */
export interface Sent {
  text: string
  values?: readonly unknown[]
}

/**
 * What a cluster refuses in a statement, or is slow or wrong with. Empty for one that works the same everywhere.
 *
 * Source: tried on PostgreSQL 15 and Citus 13.2; see docs/decisions/0002 and 0011.
 */
export function faultsOf({ text, values = [] }: Sent): string[] {
  const statement = text.replaceAll('"', '').replaceAll(/\s+/g, ' ').toLowerCase()
  const found = RULES.filter(({ breaks }) => breaks(statement)).map(({ fault }) => fault)
  if (values.length > 65_535) found.push('more than 65,535 parameters')
  if (statement.startsWith('insert into') && !isSorted(rowsOf(values))) found.push('rows that are not sorted by key')
  return found
}

/** The lanes that a transaction writes to. */
export function lanesOf(statements: readonly Sent[]): Set<string> {
  const inserts = statements.filter(({ text }) => /^\s*insert into \w+ \(lane\b/i.test(text))
  return new Set(inserts.flatMap(({ values = [] }) => rowsOf(values).map(([lane = '']) => lane)))
}

const RULES: { fault: string; breaks: (statement: string) => boolean }[] = [
  {
    fault: 'a unique key without the lane',
    breaks: (statement) => {
      if (statement.startsWith('create unique index')) return !/\([^)]*\blane\b/.test(statement)
      if (!statement.startsWith('create table') || !/\blane smallint\b/.test(statement)) return false
      const keys = statement.match(/(?:primary key|unique)(?: \([^)]*\))?/g) ?? []
      return keys.length === 0 || keys.some((key) => !/\blane\b/.test(key))
    },
  },
  { fault: 'a trigger', breaks: (statement) => /\bcreate (?:or replace )?(?:constraint )?trigger\b/.test(statement) },
  {
    fault: 'a volatile function in "do update"',
    breaks: (statement) =>
      /do update set .*\b(?:now|clock_timestamp|random|gen_random_uuid|nextval)\(|do update set .*\bcurrent_(?:timestamp|date)\b/.test(
        statement,
      ),
  },
  { fault: 'a lane that changes', breaks: (statement) => /\bset (?:[\w.]+ = [^,]+, )*lane =/.test(statement) },
  {
    fault: 'a lane that may be null',
    breaks: (statement) =>
      (statement.startsWith('create table') && /\blane smallint(?! not null)/.test(statement)) ||
      statement.includes('alter column lane drop not null'),
  },
  {
    fault: 'a lock on rows that are not named by their lane',
    breaks: (statement) => /\bfor (?:no key )?(?:update|share)\b/.test(statement) && !/\blane = /.test(statement),
  },
  { fault: 'a merge', breaks: (statement) => /^merge\b/.test(statement) },
  { fault: 'grouping sets', breaks: (statement) => /\b(?:grouping sets|rollup|cube) ?\(/.test(statement) },
  {
    fault: 'an insert that feeds another',
    breaks: (statement) => /^with\b.*\(\s*(?:insert|update|delete)\b/.test(statement),
  },
  {
    fault: 'a foreign key without the lane',
    breaks: (statement) =>
      statement.startsWith('create table') &&
      /\blane smallint\b/.test(statement) &&
      /\breferences\b(?! \w+ \(lane, )/.test(statement),
  },
]

/** Rows of an insert that takes one array for each column; none of another. */
function rowsOf(values: readonly unknown[]): string[][] {
  const columns = values.map((value) => (typeof value === 'string' && value.startsWith('{') ? elementsOf(value) : null))
  const [first] = columns
  if (!first || columns.some((column) => column?.length !== first.length)) return []
  return first.map((_, i) => columns.map((column) => column?.[i] ?? ''))
}

function elementsOf(literal: string): string[] {
  return [...literal.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/g)].map(
    ([, quoted, bare]) => quoted ?? bare ?? '',
  )
}

/** By lane as a number or as text, then by the columns that follow: as long as everybody does it alike. */
function isSorted(rows: string[][]): boolean {
  const pairs = rows.slice(1).map((row, i) => [rows[i] ?? [], row] as const)
  const isBefore = (a: string[], b: string[], lane: number): boolean => {
    if (a[0] !== b[0]) return lane < 0
    const at = a.findIndex((part, i) => part !== b[i])
    return at < 0 || (a[at] ?? '') < (b[at] ?? '')
  }
  return (
    pairs.every(([a, b]) => isBefore(a, b, Number(a[0]) - Number(b[0]))) ||
    pairs.every(([a, b]) => isBefore(a, b, (a[0] ?? '') < (b[0] ?? '') ? -1 : 1))
  )
}
