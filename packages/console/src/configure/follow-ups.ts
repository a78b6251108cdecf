import type { FollowUp, FollowUpWording, PromptDocument, Wording, Wordings } from '@attune/protocol'

import { idFrom } from './id-from.ts'
import { inEachWording, withWordsOf } from './variants.ts'

/** How many follow-ups a prompt may have: with the score and the person's own words there are three questions at most. */
export const roomForFollowUps = ({ why = true, followUps = [] }: PromptDocument): number =>
  (why ? 1 : 2) - followUps.length

/** A follow-up more, with two options to be named. */
export function withFollowUp(prompt: PromptDocument, kind: FollowUp['kind']): PromptDocument {
  const followUps = prompt.followUps ?? []
  const id = idFrom(
    kind === 'text' ? 'more' : 'which',
    followUps.map((one) => one.id),
    'more',
  )
  const added: FollowUp = kind === 'text' ? { id, kind } : { id, kind, options: ['a', 'b'] }
  return inEachTongue({ ...prompt, followUps: [...followUps, added] }, id, () =>
    kind === 'text' ? { question: '' } : { question: '', options: { a: '', b: '' } },
  )
}

export function withoutFollowUp(prompt: PromptDocument, id: string): PromptDocument {
  const { followUps = [], ...rest } = prompt
  const left = followUps.filter((one) => one.id !== id)
  return inEachTongue({ ...rest, ...(left.length > 0 && { followUps: left }) }, id, () => undefined)
}

/**
 * The same with a follow-up that was taken away back in its place, with its words. What was written meanwhile stays.
 *
 * @param before As it was when the follow-up was there.
 */
export function withFollowUpBack(prompt: PromptDocument, before: PromptDocument, id: string): PromptDocument {
  const at = before.followUps?.findIndex((one) => one.id === id) ?? -1
  const gone = before.followUps?.[at]
  if (gone === undefined || prompt.followUps?.some((one) => one.id === id)) return prompt
  const back = { ...prompt, followUps: (prompt.followUps ?? []).toSpliced(at, 0, gone) }
  const wordsBefore = (variant: string): Wordings => withWordsOf(before, variant).wording
  const variants = prompt.variants?.map((one) =>
    one.wording ? { ...one, wording: withWordsBack(one.wording, wordsBefore(one.id), id) } : one,
  )
  return { ...back, wording: withWordsBack(prompt.wording, before.wording, id), ...(variants && { variants }) }
}

function withWordsBack(wordings: Wordings, before: Wordings, id: string): Wordings {
  const back = Object.entries(wordings).map(([locale, own]): [string, Wording] => {
    const words = before[locale]?.followUps?.[id]
    return [locale, words === undefined ? own : { ...own, followUps: { ...own.followUps, [id]: words } }]
  })
  return Object.fromEntries(back) as unknown as Wordings
}

/** The same with another kind or other scores that it is asked at. */
export function changedFollowUp(
  prompt: PromptDocument,
  id: string,
  change: (old: FollowUp) => FollowUp,
): PromptDocument {
  return { ...prompt, followUps: (prompt.followUps ?? []).map((one) => (one.id === id ? change(one) : one)) }
}

/** An option more. Its id is a letter: it stays when its words are changed. */
export function withOption(prompt: PromptDocument, id: string): PromptDocument {
  const options = prompt.followUps?.find((one) => one.id === id)?.options ?? []
  const next = LETTERS.find((letter) => !options.includes(letter))
  if (next === undefined) return prompt
  const changed = changedFollowUp(prompt, id, (old) => ({ ...old, options: [...options, next] }))
  return inEachTongue(changed, id, (old) => ({ question: '', ...old, options: { ...old?.options, [next]: '' } }))
}

export function withoutOption(prompt: PromptDocument, id: string, option: string): PromptDocument {
  const changed = changedFollowUp(prompt, id, (old) => ({
    ...old,
    options: (old.options ?? []).filter((one) => one !== option),
  }))
  return inEachTongue(changed, id, (old) => {
    const { [option]: _, ...options } = old?.options ?? {}
    return { question: '', ...old, options }
  })
}

/** Other words of a follow-up in one locale. */
export function rewordedFollowUp(
  prompt: PromptDocument,
  locale: string,
  id: string,
  change: (old: FollowUpWording) => FollowUpWording,
): PromptDocument {
  const own = prompt.wording[locale] ?? { question: '' }
  const followUps = { ...own.followUps, [id]: change(own.followUps?.[id] ?? { question: '' }) }
  return { ...prompt, wording: { ...prompt.wording, [locale]: { ...own, followUps } } }
}

/** In every language of every wording: each says all of a follow-up. */
function inEachTongue(
  prompt: PromptDocument,
  id: string,
  change: (old: FollowUpWording | undefined) => FollowUpWording | undefined,
): PromptDocument {
  return inEachWording(prompt, (wordings) => {
    const changed = Object.entries(wordings).map(([locale, { followUps, ...rest }]): [string, Wording] => {
      const { [id]: old, ...others } = followUps ?? {}
      const own = change(old)
      const all = own === undefined ? others : { ...others, [id]: own }
      return [locale, { ...rest, ...(Object.keys(all).length > 0 && { followUps: all }) }]
    })
    return Object.fromEntries(changed) as unknown as Wordings
  })
}

/** At most as many as a follow-up may have options. */
const LETTERS = 'abcdefghijkl'.split('')
