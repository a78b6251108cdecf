import type { FollowUp, PromptDocument, Wording, Wordings } from '@attune/protocol'

import { languageName } from '../language.ts'

/** The language that `default` stands for: what a page falls back to. Its name is all that is known of it. */
export const tongueName = (locale: string): string => (locale === 'default' ? 'Every language' : languageName(locale))

/** The locales of a prompt's words, `default` first. */
export const tonguesOf = (wordings: Wordings): string[] => [
  'default',
  ...Object.keys(wordings).filter((locale) => locale !== 'default'),
]

/** The same prompt with other words in one locale. A word that is emptied is left to the widget. */
export function reworded(prompt: PromptDocument, locale: string, changed: Partial<Wording>): PromptDocument {
  const { question, ...rest } = { ...(prompt.wording[locale] ?? { question: '' }), ...changed }
  const kept = Object.entries(rest).filter(([, word]) => word !== '' && word !== undefined)
  return { ...prompt, wording: { ...prompt.wording, [locale]: { question, ...Object.fromEntries(kept) } } }
}

/** The same prompt with another language, which begins with no words; of follow-ups and options it has places for them. */
export function withTongue(prompt: PromptDocument, locale: string): PromptDocument {
  return { ...prompt, wording: { ...prompt.wording, [locale]: { question: '' } } }
}

export function withoutTongue(prompt: PromptDocument, locale: string): PromptDocument {
  const { [locale]: _, ...wording } = prompt.wording
  return { ...prompt, wording: wording as Wordings }
}

/**
 * What one language lacks, as a person reads it: what must be there, and what `default` has and it has not.
 *
 * @returns e.g. `['the question', 'the label under the best end']`; empty where nothing is missing.
 */
export function missingIn(prompt: PromptDocument, locale: string): string[] {
  const own = prompt.wording[locale]
  const { default: first } = prompt.wording
  const missing = own?.question.trim() ? [] : ['the question']
  for (const [name, said] of OPTIONAL) if (locale !== 'default' && first[name] && !own?.[name]) missing.push(said)
  for (const [at, followUp] of (prompt.followUps ?? []).entries()) {
    if (isFollowUpWhole(followUp, own)) continue
    missing.push(`follow-up ${at + 1}`)
  }
  return missing
}

function isFollowUpWhole({ id, options = [] }: FollowUp, wording: Wording | undefined): boolean {
  const own = wording?.followUps?.[id]
  return Boolean(own?.question.trim()) && options.every((option) => own?.options?.[option]?.trim())
}

const OPTIONAL: [Exclude<keyof Wording, 'question' | 'followUps'>, string][] = [
  ['low', 'the label under the worst end'],
  ['high', 'the label under the best end'],
  ['why', 'the question for their own words'],
  ['thanks', 'the thanks'],
]
