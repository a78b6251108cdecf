import type { CompareAnswer, CompareOptions, CompareSide } from '@attune/protocol'

import { languageName } from '../../language.ts'

/** `Payment`, or what is said for answers about the journey as a whole. */
export function stepName({ steps }: CompareOptions, id: string): string {
  if (id === '') return 'The journey as a whole'
  return steps.find((step) => step.id === id)?.name ?? id
}

/** `2016`, or `May 2016` for `2016-05`. */
export function periodName(value: string): string {
  return /^\d{4}-(0[1-9]|1[0-2])$/u.test(value) ? MONTH.format(new Date(`${value}-01T00:00:00Z`)) : value
}

export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** How a side is called at the head of its row. */
export function sideName({ by }: Pick<CompareAnswer, 'by'>, { name, from, to }: CompareSide): string {
  if (by === 'period') return name.includes('..') ? shortRange(from, to) : periodName(name)
  if (by === 'time' || by === 'device') return capital(name)
  if (by === 'locale') return languageName(name)
  return `${NOUNS[by]} ${name}`
}

/** Which people they are: `before`, `after the change`, `in 2016`, `on mobile`. */
export function sidePhrase(answer: Pick<CompareAnswer, 'by' | 'release'>, side: CompareSide): string {
  const { by, release } = answer
  if (by === 'time') {
    if (side.name === 'before') return 'before'
    return release === null ? 'after the change' : `after release ${release}`
  }
  if (by === 'period') return `${side.name.includes('..') ? 'from' : 'in'} ${sideName(answer, side)}`
  if (by === 'device') return `on ${side.name}`
  return by === 'locale' ? `of ${sideName(answer, side)}` : `of ${by} ${side.name}`
}

/** `16 Apr to 13 May 2026`. */
export function shortRange(from: string, to: string): string {
  if (from === to) return DAY.format(new Date(`${from}T00:00:00Z`))
  const isSameYear = from.slice(0, 4) === to.slice(0, 4)
  const start = (isSameYear ? DAY_ALONE : DAY).format(new Date(`${from}T00:00:00Z`))
  return `${start} to ${DAY.format(new Date(`${to}T00:00:00Z`))}`
}

const NOUNS = { release: 'Release', variant: 'Variant', version: 'Version' } as const
const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
const DAY_ALONE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })
