import type { ThemesAnswer, ThemeSide, Voice, VoiceTheme } from '@attune/protocol'

import { type Place, sideWords } from './said.ts'
import type { Counted } from './ThemePicture.tsx'

/** A theme and the side of the contrast that it is listed on. */
export interface FoundTheme {
  theme: VoiceTheme
  side: ThemeSide
}

/**
 * The theme that an address speaks of, on whichever side; null where there is none, as after new comments.
 *
 * @param key Its rule or its term; or a term that has become a part of it since.
 */
export function findTheme(answer: ThemesAnswer, key: string): FoundTheme | null {
  const all = answer.sides.flatMap((side) => side.themes.map((theme) => ({ theme, side })))
  return (
    all.find(({ theme }) => theme.rule === key) ??
    all.find(({ theme }) => theme.term === key) ??
    all.find(({ theme }) => theme.also.includes(key)) ??
    null
  )
}

/** What to call a theme: what its team calls it, else the word that people use, as a quotation. */
export const nameOf = ({ rule, name, term }: VoiceTheme): string => (rule === null ? `“${term}”` : name)

/** How many people speak of it on its side and on the other. */
export function countsOf(
  { theme, side }: FoundTheme,
  answer: ThemesAnswer,
  place: Place,
): Record<'own' | 'other', Counted> {
  const other = answer.sides.find((one) => one.side !== side.side) ?? side
  const count = (one: ThemeSide, people: number, role: 'own' | 'other'): Counted => ({
    side: one.side === 'bad' || one.side === 'good' ? one.side : role,
    people,
    of: one.people,
    who: sideWords(one.side, answer, place),
  })
  return { own: count(side, theme.people, 'own'), other: count(other, theme.others, 'other') }
}

/** The greatest share of a side's people that any theme has, 0 < share ≤ 1. */
export function mostShare({ sides }: ThemesAnswer): number {
  const shares = sides.flatMap(({ themes, people }) => themes.map((theme) => theme.people / people))
  return Math.max(0.01, ...shares)
}

/** The quotes that say it in different words: who says the same twice is quoted once. */
export function differentQuotes({ quotes }: VoiceTheme): VoiceTheme['quotes'] {
  const said = new Set<string>()
  return quotes.filter(({ comment }) => {
    const words = (comment ?? '').trim().toLowerCase()
    return !said.has(words) && said.add(words)
  })
}

/** The quote to show for each theme of a list: the most typical that none before it shows. */
export function typicalOf({ themes }: ThemeSide): Map<VoiceTheme, Voice> {
  const shown = new Set<string | null>()
  const typical = new Map<VoiceTheme, Voice>()
  for (const theme of themes) {
    const quote = theme.quotes.find(({ comment }) => !shown.has(comment)) ?? theme.quotes[0]
    if (quote === undefined) continue
    shown.add(quote.comment)
    typical.set(theme, quote)
  }
  return typical
}
