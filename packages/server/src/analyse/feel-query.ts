import { allowOnly, dayIn, idIn, listOf, type RawQuery, refuse, shortened } from './parameters.ts'
import { type Grouping, type Split, SPLITS } from './queries.ts'

/** What rows can be made by: the splits of the counts, and weeks, which are made of days. */
export const BY: readonly Grouping[] = [...SPLITS, 'week']

export type Where = Exclude<Split, 'day'>

/** What `GET …/feel` is asked. */
export interface FeelQuery {
  journey: string | null
  from: string | null
  to: string | null
  by: Grouping[]
  where: Map<Where, string[]>
  prompt: string | null
}

/**
 * Reads the parameters of `GET …/feel`.
 *
 * `where` may come several times, as `device:mobile`: values of one key widen the question, several keys narrow it.
 *
 * @throws AppError `bad_request` that names the parameter and what it takes.
 */
export function readFeelQuery(query: RawQuery): FeelQuery {
  allowOnly(query, ['journey', 'from', 'to', 'by', 'where', 'prompt'])
  const from = dayIn(query, 'from')
  const to = dayIn(query, 'to')
  if (from !== null && to !== null && from > to) throw refuse('from', `is after "to" (${to})`, 'Both are inclusive.')
  const by = listOf(query, 'by', BY)
  return {
    journey: idIn(query, 'journey'),
    from,
    to,
    by: by.length > 0 ? by : ['step'],
    where: readWhere(query['where'], WHERE),
    prompt: idIn(query, 'prompt'),
  }
}

/**
 * Reads `key:value` pairs; a parameter may come several times.
 *
 * @throws AppError `bad_request` that names the parameter and the keys that it takes.
 */
export function readWhere<K extends string>(
  given: RawQuery[string],
  keys: readonly K[],
  name = 'where',
): Map<K, string[]> {
  const where = new Map<K, string[]>()
  const parts = (typeof given === 'string' ? [given] : (given ?? [])).flatMap((text) => text.split(','))
  if (parts.length > 100) throw refuse(name, 'has more than 100 values', 'Ask for fewer.')
  for (const part of parts.filter((text) => text !== '')) {
    const colon = part.indexOf(':')
    const key = keys.find((split) => split === part.slice(0, Math.max(0, colon)))
    const value = part.slice(colon + 1)
    if (!key) throw refuse(name, `has "${shortened(part)}"`, `It takes key:value; the keys are ${keys.join(', ')}.`)
    where.set(key, [...(where.get(key) ?? []), aValue(value, name, key)])
  }
  return where
}

/** @throws AppError `bad_request` where nothing can have such a value. */
export function aValue(value: string, name: string, key: string): string {
  if (value.length > 64 || hasControl(value)) {
    throw refuse(name, `has a value for ${key} that nothing has`, 'A value is at most 64 printable characters.')
  }
  return value
}

/** Control characters, NUL above all, are in no value that was ever stored. */
function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 32) return true
  return false
}

const WHERE = SPLITS.filter((split) => split !== 'day')
