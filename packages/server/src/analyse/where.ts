import { type RawQuery, refuse, shortened } from './parameters.ts'

/**
 * Reads `key:value` pairs; a parameter may come several times.
 *
 * @param others Keys that are read elsewhere, to be named where one is misspelt.
 * @throws AppError `bad_request` that names the parameter and the keys that it takes.
 */
export function readWhere<K extends string>(
  given: RawQuery[string],
  keys: readonly K[],
  name = 'where',
  others: readonly string[] = [],
): Map<K, string[]> {
  const where = new Map<K, string[]>()
  const parts = (typeof given === 'string' ? [given] : (given ?? [])).flatMap((text) => text.split(','))
  if (parts.length > 100) throw refuse(name, 'has more than 100 values', 'Ask for fewer.')
  for (const part of parts.filter((text) => text !== '')) {
    const colon = Math.max(0, part.indexOf(':'))
    const [said, value] = [part.slice(0, colon), part.slice(colon + 1)]
    refuseUncounted(name, said)
    const key = keys.find((known) => known === said)
    if (!key)
      throw refuse(
        name,
        `has "${shortened(part)}"`,
        `It takes key:value; the keys are ${[...keys, ...others].join(', ')}.`,
      )
    where.set(key, [...(where.get(key) ?? []), aValue(value, name, key)])
  }
  return where
}

/** @throws AppError `bad_request` where nothing can have such a value. */
export function aValue(value: string, name: string, key: string, most = 64): string {
  if (value.length > most || hasControl(value)) {
    throw refuse(name, `has a value for ${key} that nothing has`, `A value is at most ${most} printable characters.`)
  }
  return value
}

/** What answers have and counts do not, for questions that only counts answer: docs/method.md says why. */
function refuseUncounted(parameter: string, key: string): void {
  const [kind = ''] = key.split(/[:.]/)
  const instead = UNCOUNTED[kind]
  if (instead !== undefined) throw refuse(parameter, `has ${kind}, which is not counted`, instead)
}

/** Control characters, NUL above all, are in no value that was ever stored. */
function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 32) return true
  return false
}

const UNCOUNTED: Readonly<Record<string, string>> = {
  page: 'Make the page a step of its own and ask by step, or ask …/feel by page.',
  trait: 'Ask a prompt of its own of people with that trait and split by prompt, or ask …/feel by trait.',
  traits: 'Ask a prompt of its own of people with that trait and split by prompt, or ask …/feel by trait.',
}
