/** A condition on a trait while it is written: `plan` is `pro` or `team`. */
export interface TraitRow {
  name: string
  values: string[]
}

type Traits = Record<string, string[]>

/** A row for each trait of a prompt. */
export const rowsOf = (traits: Traits = {}): TraitRow[] =>
  Object.entries(traits).map(([name, values]) => ({ name, values }))

/**
 * What rows say; undefined where they say nothing.
 *
 * A row that lacks its name or its values is no condition yet: an empty list would be fulfilled by nobody. Of two rows with one
 * name the first holds.
 */
export function traitsOf(rows: readonly TraitRow[]): Traits | undefined {
  const said: Traits = {}
  for (const { name, values } of rows) {
    const known = name.trim()
    if (known !== '' && values.length > 0 && !Object.hasOwn(said, known)) said[known] = values
  }
  return Object.keys(said).length > 0 ? said : undefined
}

/** What keeps a row from being a condition, and the way out; undefined where it is one, or where nothing is typed yet. */
export function faultOfRow(rows: readonly TraitRow[], at: number): string | undefined {
  const { name = '', values = [] } = rows[at] ?? {}
  const known = name.trim()
  if (known === '')
    return values.length > 0 ? 'Say which trait this is about. Until then it is no condition.' : undefined
  if (rows.slice(0, at).some((one) => one.name.trim() === known))
    return `“${known}” is above already. Add the values there: any of them will do.`
  return values.length === 0 ? 'Say which values. Until then it is no condition.' : undefined
}

/** Whether rows say just what a prompt's traits are, in whatever order those are kept. */
export function isSaidByRows(rows: readonly TraitRow[], traits: Traits = {}): boolean {
  const said = Object.entries(traitsOf(rows) ?? {})
  return (
    said.length === Object.keys(traits).length &&
    said.every(([name, values]) => JSON.stringify(values) === JSON.stringify(traits[name]))
  )
}

/** What one person's traits are, from `plan: pro, beta = yes`; what has no value says nothing. */
export function traitsIn(text: string): Record<string, string> {
  const pairs = text.split(',').map((one) => /^([^:=]+)[:=](.+)$/u.exec(one.trim()) ?? [])
  return Object.fromEntries(
    pairs.flatMap(([, name = '', value = '']) => (name.trim() && value.trim() ? [[name.trim(), value.trim()]] : [])),
  )
}
