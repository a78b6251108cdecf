import { BAD_COMMENTS, MIXED_COMMENTS } from './comments-bad.ts'
import { GOOD_COMMENTS } from './comments-good.ts'

/** Made-up words of made-up people, by step and language. */
export type CommentBank = Record<DemoStep, Record<DemoLanguage, readonly string[]>>
export type DemoStep = 'cart' | 'delivery' | 'payment' | 'confirmation'
export type DemoLanguage = 'en' | 'de' | 'fr' | 'es'

/** The words that fit a step, a language and a feel from 1 to 5. */
export function commentsFor(step: DemoStep, language: DemoLanguage, feel: number): readonly string[] {
  const bank = feel >= 4 ? GOOD_COMMENTS : feel === 3 ? MIXED_COMMENTS : BAD_COMMENTS
  return bank[step][language]
}

/** Every comment there is. */
export function allComments(): string[] {
  return [GOOD_COMMENTS, MIXED_COMMENTS, BAD_COMMENTS].flatMap((bank) =>
    Object.values(bank).flatMap((languages) => Object.values(languages).flat()),
  )
}
