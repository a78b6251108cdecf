import type { CompareQuestion, PromptConfig, Scale, Wordings } from '@attune/protocol'

/** What a version of a prompt asks: the part of it that an answer's meaning hangs on. */
export type AskedContent = Pick<PromptConfig, 'scale' | 'wording' | 'variants'>

/** A prompt's version and variant, as counts name it. `*` is a block of several variants. */
export type QuestionKey = Pick<CompareQuestion, 'prompt' | 'version' | 'variant'>

/** A question with the scale that it is answered on. */
export interface Asked extends QuestionKey {
  /** Null where nobody knows any more. */
  question: string | null
  scale: Scale | null
  /** The same for questions that ask the same, word for word, in every language; null where a block mixes several. */
  words: string | null
}

/**
 * What was asked under a key of the counts. Every scale runs from worst to best, so that there is no order to differ in.
 *
 * @param contents By `versionName`; what nobody has published here, imported answers for one, asks the same as itself alone.
 */
export function questionOf(
  { prompt, version, variant }: QuestionKey,
  contents: ReadonlyMap<string, AskedContent>,
): Asked {
  const content = contents.get(versionName(prompt, version))
  const key = { prompt, version, variant }
  if (!content) return { ...key, question: null, scale: null, words: JSON.stringify(key) }
  const { scale, variants = [], wording } = content
  const possible = variant === '*' ? variants : variants.filter(({ id }) => id === variant)
  const wordings = possible.length > 0 ? possible.map((known) => known.wording ?? wording) : [wording]
  if (new Set(wordings.map(wordsOf)).size > 1) return { ...key, question: null, scale, words: null }
  const [one = wording] = wordings
  return { ...key, question: one.default.question, scale, words: wordsOf(one) }
}

export function versionName(prompt: string, version: number): string {
  return `${prompt} ${version}`
}

/** The words before somebody chooses a score, in an order of their own. */
function wordsOf(wording: Wordings): string {
  return JSON.stringify(
    Object.entries(wording)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([locale, { question, low = null, high = null }]) => [locale, question, low, high]),
  )
}

/** Numbers questions so that those asked alike have the same: from 1 on, in their order. */
export function alikeIn(asked: readonly Asked[]): (one: Asked) => number {
  const keys = [...new Set(asked.map(alikeKey))]
  return (one) => keys.indexOf(alikeKey(one)) + 1
}

/** A block that mixes several questions is like no other. */
function alikeKey({ scale, words, prompt, version, variant }: Asked): string {
  return JSON.stringify(words === null ? [scale, prompt, version, variant] : [scale, words])
}

/** Why answers to these questions cannot be one figure, or be held against each other; null where they can. */
export function differenceOf(asked: readonly Asked[]): 'scale' | 'wording' | null {
  if (new Set(asked.map(({ scale }) => scale)).size > 1) return 'scale'
  const words = new Set(asked.map((one) => one.words))
  return words.size > 1 || words.has(null) ? 'wording' : null
}
