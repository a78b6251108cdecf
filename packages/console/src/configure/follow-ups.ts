import type { FollowUp, FollowUpWording, PromptDocument, Wording, Wordings } from '@attune/protocol'

import { idFrom } from './id-from.ts'

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

function inEachTongue(
  prompt: PromptDocument,
  id: string,
  change: (old: FollowUpWording | undefined) => FollowUpWording | undefined,
): PromptDocument {
  const wording = Object.entries(prompt.wording).map(([locale, { followUps, ...rest }]): [string, Wording] => {
    const { [id]: old, ...others } = followUps ?? {}
    const changed = change(old)
    const all = changed === undefined ? others : { ...others, [id]: changed }
    return [locale, { ...rest, ...(Object.keys(all).length > 0 && { followUps: all }) }]
  })
  return { ...prompt, wording: Object.fromEntries(wording) as unknown as Wordings }
}

/** At most as many as a follow-up may have options. */
const LETTERS = 'abcdefghijkl'.split('')
