import type { CompareAnswer, CompareSide } from '@attune/protocol'

/** The answers of one side, as the page of voices is asked for them. @returns With its question mark. */
export function voicesOf(
  { step, by }: Pick<CompareAnswer, 'step' | 'by'>,
  side: CompareSide,
  search: URLSearchParams,
): string {
  const query = new URLSearchParams({ step, words: 'all', from: side.from, to: side.to })
  const prompts = new Set(side.questions.map(({ prompt }) => prompt))
  if (search.get('prompt')) for (const prompt of prompts.size === 1 ? prompts : []) query.set('prompt', prompt)
  const pairs = search.getAll('where').map((pair): [string, string] => {
    const at = pair.indexOf(':')
    return [pair.slice(0, at), pair.slice(at + 1)]
  })
  for (const [name, value] of pairs) {
    // Voices are narrowed to one of each: where it is several, others are listed besides, rather than some left out.
    if (pairs.filter(([other]) => other === name).length === 1) query.set(name, value)
  }
  if (by !== 'time' && by !== 'period') query.set(by, side.name)
  return `?${query}`
}
