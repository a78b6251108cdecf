import type { WordCounts } from './log-odds.ts'

/**
 * How much each word says about its class: often used there, seldom elsewhere.
 *
 * Source: c-TF-IDF, Grootendorst, arXiv:2203.05794, and the documentation of BERTopic.
 *
 * @param classes The words of each, counted. @returns the same words, weighed; classes without words stay empty.
 */
export function ctfidf(classes: ReadonlyMap<string, WordCounts>): Map<string, Map<string, number>> {
  const sizes = new Map<string, number>()
  const everywhere = new Map<string, number>()
  for (const [name, words] of classes) {
    let size = 0
    for (const [word, count] of words) {
      size += count
      everywhere.set(word, (everywhere.get(word) ?? 0) + count)
    }
    sizes.set(name, size)
  }
  const meanSize = [...sizes.values()].reduce((sum, size) => sum + size, 0) / classes.size
  const weigh = (name: string, word: string, count: number) =>
    (count / (sizes.get(name) ?? 1)) * Math.log1p(meanSize / (everywhere.get(word) ?? 1))
  return new Map(
    [...classes].map(([name, words]) => [
      name,
      new Map([...words].map(([word, count]) => [word, weigh(name, word, count)] as const)),
    ]),
  )
}
