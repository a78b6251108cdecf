/** What others' scripts cost a page to download. */
export interface Rival {
  name: string
  /** In kB (a thousand bytes), brotli quality 11: before anybody is asked anything. */
  page: number
  /** What comes at the first prompt; 0 where it was on the page already, absent where there is no prompt. */
  prompt?: number
}

/** Source: measured with the same method, November 2026, from the files that a page downloads. */
export const RIVALS: readonly Rival[] = [
  { name: 'PostHog 1.449, as installed', page: 145.3, prompt: 0 },
  { name: 'PostHog 1.449, surveys off', page: 102.5 },
  { name: 'Formbricks 5.1', page: 233.2, prompt: 0 },
  { name: 'Sprig 2.50', page: 25.9, prompt: 63.5 },
  { name: 'Sentry 11.12 feedback', page: 35.2, prompt: 15.3 },
  { name: 'SurveyJS 2.5', page: 320.7 },
]
