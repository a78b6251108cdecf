import type { Voice, Wording, Wordings } from '@attune/protocol'

import type { PromptContent } from '../configure/queries.ts'

/** An answer, as far as it says which words were read. */
type Said = Pick<Voice, 'variant' | 'answers'> & { locale: string }

/** The question and the follow-ups of an answer in the words that were read; what was typed is told as it was typed. */
export function wordsOf(
  content: PromptContent | null,
  { variant, answers, locale }: Said,
): Pick<Voice, 'question' | 'follow_ups'> {
  const own = content?.variants?.find((one) => one.id === variant)?.wording ?? content?.wording
  const wording = own && wordingIn(own, locale)
  const follow_ups = Object.entries(answers ?? {}).map(([id, all]) => {
    const words = ownOf(wording?.followUps ?? {}, id)
    return {
      question: words?.question ?? id,
      answers: all.map((option) => ownOf(words?.options ?? {}, option) ?? option),
    }
  })
  return { question: wording?.question ?? '', follow_ups }
}

/** The wording as it was put to somebody of this locale: theirs, else their language's, else the default. */
export function wordingIn(wordings: Wordings, locale: string): Wording {
  const [language = ''] = locale.split('-')
  return ownOf(wordings, locale) ?? ownOf(wordings, language) ?? wordings.default
}

function ownOf<T>(map: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(map, name) ? map[name] : undefined
}
