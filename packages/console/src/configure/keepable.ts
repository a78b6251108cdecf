import type { FollowUpWording, PromptDocument, Wording, Wordings } from '@attune/protocol'

import { inEachWording } from './variants.ts'

/**
 * A prompt as it can be kept: without the words that are not written yet, and without languages in which nothing is said.
 *
 * What is half-written is kept all the same; what it lacks stands in the way of publishing, not of a pause.
 */
export function keepable(prompt: PromptDocument): PromptDocument {
  const { into, ...rest } = inEachWording(prompt, wordingsSaid)
  return { ...rest, ...(into !== undefined && into.trim() !== '' && { into }) }
}

function wordingsSaid(wordings: Wordings): Wordings {
  const said = Object.entries(wordings)
    .map(([locale, words]) => [locale, wordsSaid(words)] as const)
    .filter(([locale, words]) => locale === 'default' || Object.values(words).some((word) => word !== ''))
  return Object.fromEntries(said) as unknown as Wordings
}

function wordsSaid({ followUps = {}, ...words }: Wording): Wording {
  const kept = Object.entries(followUps).flatMap(([id, own]) =>
    own.question.trim() === '' ? [] : [[id, optionsSaid(own)]],
  )
  return { ...words, ...(kept.length > 0 && { followUps: Object.fromEntries(kept) as Wording['followUps'] & {} }) }
}

function optionsSaid({ question, options }: FollowUpWording): FollowUpWording {
  if (options === undefined) return { question }
  return { question, options: Object.fromEntries(Object.entries(options).filter(([, word]) => word.trim() !== '')) }
}
