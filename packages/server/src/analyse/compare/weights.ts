import type { SideRow } from './queries.ts'
import { versionName } from './questions.ts'
import type { AskedContent } from './questions.ts'

/**
 * How often the variant `a` should have been shown among what was shown of both, by the weights of each version; null where a
 * version is not known or gives neither a weight.
 */
export function shownExpected(
  rows: readonly SideRow[],
  { a, b }: { a: string; b: string },
  contents: ReadonlyMap<string, AskedContent>,
): number | null {
  let expected = 0
  for (const { prompt, version, measure, n } of rows) {
    if (measure !== 'shown') continue
    const variants = contents.get(versionName(prompt, version))?.variants ?? []
    const weight = (id: string) => variants.find((variant) => variant.id === id)?.weight ?? 0
    const both = weight(a) + weight(b)
    if (both === 0) return null
    expected += (n * weight(a)) / both
  }
  return expected
}
