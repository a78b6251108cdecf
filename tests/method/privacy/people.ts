import { addDays } from '../../../packages/server/src/analyse/days.ts'
import type { Waiting } from '../../../packages/server/src/analyse/privacy-gate/blocks.ts'

/** An answer of a made-up project; its place is its step. */
export interface Given extends Waiting {
  /** Which of all answers it is. */
  at: number
}

export const DAYS = 100
export const STEPS = ['cart', 'payment', 'done']
export const DEVICES = ['desktop', 'mobile', 'tablet']
export const LOCALES = ['de', 'en', 'fr']

/** The day after so many of the hundred. */
export const dayAt = (i: number): string => addDays('2026-01-01', i)

/**
 * A population: whoever answered in a hundred days, unevenly over steps, devices and locales, and over time. One in seven answers is
 * of somebody who has answered before, and one person is keener than all others. In every third population nobody has an id.
 */
export function populationOf(random: () => number, size = 40 + Math.floor(random() * 320)): Given[] {
  const weights = [STEPS, DEVICES, LOCALES].map((values) => values.map(() => random() ** 3 + 0.02))
  const pick = (values: readonly string[], which: number): string => {
    const own = weights[which] ?? []
    let left = random() * own.reduce((sum, weight) => sum + weight, 0)
    return values[own.findIndex((weight) => (left -= weight) < 0)] ?? values[0] ?? ''
  }
  const isAnonymous = random() < 1 / 3
  const days = Array.from({ length: size }, () => Math.floor(random() ** (0.5 + random()) * DAYS))
  return days
    .toSorted((a, b) => a - b)
    .map((day, at): Given => {
      const luck = random()
      const person = luck < 0.05 ? 'keen' : luck < 0.19 ? `person ${Math.floor(random() * at)}` : `person ${at}`
      const segment = [pick(DEVICES, 1), pick(LOCALES, 2)]
      return { at, id: `${at}`, person: isAnonymous ? null : person, day: dayAt(day), place: pick(STEPS, 0), segment }
    })
}
