import type { PromptDocument, Variant } from '@attune/protocol'

/** One of the wordings of a prompt, as the editor names it. */
export interface WordingChoice {
  /** Of the variant; `''` for the prompt's own words. */
  id: string
  /** `Variant A`. */
  name: string
}

/**
 * The wordings that a prompt has; empty where it has one alone.
 *
 * Where every variant has words of its own, nobody reads the prompt's: they are listed all the same, because nothing that is
 * written should be out of sight.
 */
export function wordingChoices({ variants = [] }: PromptDocument): WordingChoice[] {
  const named = variants.map(({ id }) => ({ id, name: `Variant ${id.toUpperCase()}` }))
  const isOwnRead = variants.length === 0 || variants.some(({ wording }) => wording === undefined)
  return isOwnRead ? named : [{ id: '', name: 'Unread words' }, ...named]
}

/**
 * The same prompt with the words of a variant in the place of its own, and its own in the variant's. Doing it twice changes
 * nothing: so whatever edits a prompt's words edits those of any variant.
 *
 * @param id `''`, one that is not there, or one without words of its own: the prompt as it is.
 */
export function withWordsOf(prompt: PromptDocument, id: string): PromptDocument {
  const wording = prompt.variants?.find((one) => one.id === id)?.wording
  if (wording === undefined) return prompt
  const variants = prompt.variants?.map((one) => (one.id === id ? { ...one, wording: prompt.wording } : one))
  return { ...prompt, wording, ...(variants && { variants }) }
}

/** A wording more, which begins with the words that there are. The first one makes two of the prompt's own. */
export function withVariant(prompt: PromptDocument): PromptDocument {
  const before: Variant[] = prompt.variants?.length ? prompt.variants : [{ id: 'a', weight: 1 }]
  const id = nextId(before)
  if (id === undefined) return prompt
  return { ...prompt, variants: [...before, { id, weight: 1, wording: structuredClone(prompt.wording) }] }
}

/** The id that the next variant has; undefined where there are as many as there can be. */
export const nextId = (variants: readonly Variant[]): string | undefined =>
  LETTERS.find((letter) => !variants.some(({ id }) => id === letter))

/**
 * The same without one of its wordings. Where the words that are the prompt's own go, the next wording's take their place; and
 * one that is left alone is the prompt's own.
 */
export function withoutVariant(prompt: PromptDocument, id: string): PromptDocument {
  const { variants: all = [], ...rest } = prompt
  const gone = all.find((one) => one.id === id)
  const left = all.filter((one) => one.id !== id)
  const [heir] = left
  if (gone === undefined || heir === undefined) return prompt
  const isOwnLeft = left.some(({ wording }) => wording === undefined)
  const takesOver = left.length === 1 || (gone.wording === undefined && !isOwnLeft)
  const wording = takesOver ? (heir.wording ?? prompt.wording) : prompt.wording
  if (left.length === 1) return { ...rest, wording }
  const variants = left.map((one) => (takesOver && one === heir ? { id: one.id, weight: one.weight } : one))
  return { ...rest, wording, variants }
}

/**
 * The same with a wording that was taken away back in its place. What was written in the others meanwhile stays.
 *
 * @param before As it was when the wording was there.
 */
export function withVariantBack(prompt: PromptDocument, before: PromptDocument, id: string): PromptDocument {
  const { variants: were = [] } = before
  const { variants: are = [] } = prompt
  const back = were.map((one): Variant => {
    if (one.id === id) return { ...one, wording: withWordsOf(before, id).wording }
    return are.find((now) => now.id === one.id) ?? { id: one.id, weight: one.weight }
  })
  const added = are.filter((now) => !were.some((one) => one.id === now.id))
  return { ...prompt, variants: [...back, ...added] }
}

/** The same with a variant seen by more people, or fewer. */
export function weighed(prompt: PromptDocument, id: string, weight: number): PromptDocument {
  const variants = prompt.variants ?? []
  const at = variants.findIndex((one) => one.id === id)
  const own = variants[at]
  return own === undefined ? prompt : { ...prompt, variants: variants.with(at, { ...own, weight }) }
}

/** The same with a change of every set of words that it has: its own, and its variants'. */
export function inEachWording(
  prompt: PromptDocument,
  change: (wording: PromptDocument['wording']) => PromptDocument['wording'],
): PromptDocument {
  const variants = prompt.variants?.map((one) => (one.wording ? { ...one, wording: change(one.wording) } : one))
  return { ...prompt, wording: change(prompt.wording), ...(variants && { variants }) }
}

/** The share of the people who are asked that sees a variant, 0 to 1. */
export function shareOfVariant({ variants = [] }: PromptDocument, id: string): number {
  const all = variants.reduce((sum, { weight }) => sum + weight, 0)
  const own = variants.find((one) => one.id === id)?.weight ?? 0
  return all === 0 ? 0 : own / all
}

/**
 * How many times the answers it takes until each wording has as many as one alone would have: 2 for two that as many people see.
 *
 * A wording that nobody sees is waited for by nobody.
 */
export function timesForEach(prompt: PromptDocument): number {
  const shares = (prompt.variants ?? []).map(({ id }) => shareOfVariant(prompt, id)).filter((share) => share > 0)
  return shares.length < 2 ? 1 : 1 / Math.min(...shares)
}

/** Another wording that says the same, in every language; undefined where each says something of its own. */
export function sameWordsAs(prompt: PromptDocument, id: string): string | undefined {
  const said = (one: string): string => JSON.stringify(withWordsOf(prompt, one).wording)
  return prompt.variants?.find((one) => one.id !== id && said(one.id) === said(id))?.id
}

/** At most as many as the service takes. */
const LETTERS = 'abcdefgh'.split('')
