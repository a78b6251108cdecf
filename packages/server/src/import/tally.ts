/** What was left out for one reason: how often, and the first few places. */
export interface Skipped {
  reason: string
  count: number
  examples: { line: number; value: string }[]
}

/** Keeps count of what an import leaves out, by reason, in bounded memory however long the file is. */
export interface Tally {
  skip: (reason: string, line: number, value?: string) => void
  /** The most frequent first. */
  skipped: () => Skipped[]
}

export function createTally(): Tally {
  const reasons = new Map<string, Skipped>()
  return {
    skip: (reason, line, value = '') => {
      let entry = reasons.get(reason)
      if (!entry) reasons.set(reason, (entry = { reason, count: 0, examples: [] }))
      entry.count++
      if (entry.examples.length < MAX_EXAMPLES) entry.examples.push({ line, value: shorten(value) })
    },
    skipped: () => [...reasons.values()].toSorted((a, b) => b.count - a.count),
  }
}

/** One line per reason: `12 × no score from 1 to 5 in column "Food": line 17 "7", line 40 "x", …`. */
export function describeSkipped({ reason, count, examples }: Skipped): string {
  const places = examples.map(({ line, value }) => `line ${line}${value && ` "${value}"`}`).join(', ')
  return `${count.toLocaleString('en')} × ${reason}: ${places}${count > examples.length ? ', …' : ''}`
}

function shorten(value: string): string {
  const line = value.replaceAll(/\s+/g, ' ')
  return line.length > MAX_VALUE ? `${line.slice(0, MAX_VALUE)}…` : line
}

const MAX_EXAMPLES = 5
const MAX_VALUE = 40
