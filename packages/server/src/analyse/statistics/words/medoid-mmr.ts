/** Which comments to quote. */
export interface Quotes {
  /** How like all the others each comment is, 0 to 1, in their order. */
  centrality: number[]
  /** The places of the chosen, the most typical first. */
  order: number[]
}

/**
 * Chooses comments that stand for a theme and do not repeat each other: the most typical first, then by turns typical and new.
 *
 * Odd ones out are never quoted as typical: only comments at least half as central as the median are looked at. Compares all
 * pairs, so it is for hundreds of comments and not for thousands.
 * Source: maximal marginal relevance, Carbonell & Goldstein, SIGIR (1998) 335–336; weights as scikit-learn's smooth idf.
 *
 * @param comments Each as its words. @param count How many to choose; fewer where there are no more.
 * @param lambda How much being typical weighs against being new.
 */
export function medoidMmr(comments: readonly (readonly string[])[], count: number, lambda = 0.7): Quotes {
  const vectors = vectorsOf(comments)
  const like = vectors.map((a) => vectors.map((b) => cosine(a, b)))
  const others = comments.length - 1
  const centrality = like.map((row, i) => {
    const sum = row.reduce((all, each, j) => (j === i ? all : all + each), 0)
    return others > 0 ? sum / others : 0
  })
  const least = median(centrality) / 2
  const order: number[] = []
  const left = new Set([...centrality.keys()].filter((i) => (centrality[i] ?? 0) >= least))
  while (order.length < count && left.size > 0) {
    const worth = (i: number) => {
      if (order.length === 0) return centrality[i] ?? 0
      const repeats = Math.max(...order.map((chosen) => like[i]?.[chosen] ?? 0))
      return lambda * (centrality[i] ?? 0) - (1 - lambda) * repeats
    }
    const next = firstLargest([...left], worth)
    order.push(next)
    left.delete(next)
  }
  return { centrality, order }
}

/** A comment's words with what each says, of length 1; empty where there are no words. */
function vectorsOf(comments: readonly (readonly string[])[]): Map<string, number>[] {
  const inComments = new Map<string, number>()
  const sets = comments.map((words) => new Set(words))
  for (const words of sets) for (const word of words) inComments.set(word, (inComments.get(word) ?? 0) + 1)
  const idf = (word: string) => Math.log((1 + comments.length) / (1 + (inComments.get(word) ?? 0))) + 1
  return sets.map((words) => {
    const length = Math.hypot(...[...words].map(idf))
    return new Map([...words].map((word) => [word, idf(word) / length] as const))
  })
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0
  for (const [word, weight] of a) sum += weight * (b.get(word) ?? 0)
  return sum
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? 0
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2
}

/** The first of those that are equal but for rounding. */
function firstLargest(places: readonly number[], worth: (i: number) => number): number {
  let best = places[0] ?? 0
  for (const i of places) if (worth(i) > worth(best) + ROUNDING) best = i
  return best
}

const ROUNDING = 1e-12
