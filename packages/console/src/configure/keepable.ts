import type { FollowUpWording, PromptDocument, Wording, Wordings } from '@attune/protocol'

/**
 * A prompt as it can be kept: without the words that are not written yet, and without languages in which nothing is said.
 *
 * What is half-written is kept all the same; what it lacks stands in the way of publishing, not of a pause.
 */
export function keepable(prompt: PromptDocument): PromptDocument {
  const { into, ...rest } = prompt
  const wording = Object.entries(prompt.wording)
    .map(([locale, words]) => [locale, wordsSaid(words)] as const)
    .filter(([locale, words]) => locale === 'default' || Object.values(words).some((word) => word !== ''))
  return {
    ...rest,
    wording: Object.fromEntries(wording) as unknown as Wordings,
    ...(into !== undefined && into.trim() !== '' && { into }),
  }
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
