import type { Device } from '@attune/protocol'

import type { DemoLanguage, DemoStep } from './comments.ts'

/**
 * The story that the sample history tells, so that every screen has something to find: delivery gets better week by week, and
 * a release four weeks before the end makes paying worse, on phones most of all.
 */
export interface StepStory {
  step: DemoStep
  page: string
  /** Weights of the feels from 1 to 5. */
  feels: readonly number[]
  /** Of those who enter it. */
  completed: number
  failed: number
  /** How much longer than the first step it takes. */
  pace: number
  /** Of those who are shown its prompt. */
  answered: number
}

/** How long the history is, and how many days before its end the release shipped. */
export const HISTORY_DAYS = 70
export const DAYS_SINCE_RELEASE = 28

export const DEVICES: readonly Device[] = ['mobile', 'desktop', 'tablet']
export const DEVICE_WEIGHTS = [58, 36, 6]
export const LANGUAGES: readonly DemoLanguage[] = ['en', 'de', 'fr', 'es']
export const LANGUAGE_WEIGHTS = [62, 16, 12, 10]
/** Sunday first. */
export const VISITS_PER_WEEKDAY = [74, 58, 55, 57, 60, 63, 79]
/** Visits begin at these hours of the day, from midnight on. */
export const HOUR_WEIGHTS = [1, 0, 0, 0, 0, 0, 1, 3, 5, 6, 6, 6, 8, 6, 5, 5, 6, 7, 8, 10, 12, 11, 7, 3]

/**
 * What happens at each step to a visit on a day.
 *
 * @param age Days before the end of the history: 0 is its last day.
 */
export function storyOf(age: number, device: Device): readonly StepStory[] {
  const isAfter = age < DAYS_SINCE_RELEASE
  const progress = 1 - age / HISTORY_DAYS
  const worsePay = isAfter ? (device === 'mobile' ? 1 : 0.6) : 0
  return [
    { step: 'cart', page: '/demo/', feels: [3, 7, 21, 41, 28], completed: 0.81, failed: 0, pace: 1, answered: 0.36 },
    {
      step: 'delivery',
      page: '/demo/delivery.html',
      feels: mix([13, 20, 27, 27, 13], [4, 9, 22, 40, 25], progress),
      completed: 0.86 + 0.06 * progress,
      failed: 0.02,
      pace: 1.8 - 0.4 * progress,
      answered: 0.38,
    },
    {
      step: 'payment',
      page: '/demo/payment.html',
      feels: mix([4, 7, 18, 42, 29], [23, 22, 20, 23, 12], worsePay),
      completed: 0.93 - 0.12 * worsePay,
      failed: 0.05 + 0.13 * worsePay,
      pace: 1.2 + 0.8 * worsePay,
      answered: 0.45,
    },
    {
      step: 'confirmation',
      page: '/demo/confirmation.html',
      feels: mix([2, 4, 13, 40, 41], [5, 9, 18, 38, 30], worsePay),
      completed: 1,
      failed: 0,
      pace: 1,
      answered: 0.44,
    },
  ]
}

/** Between two sets of weights: 0 is the first, 1 the second. */
function mix(from: readonly number[], to: readonly number[], share: number): number[] {
  return from.map((weight, index) => weight + ((to[index] ?? 0) - weight) * share)
}
