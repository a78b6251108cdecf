import type { Privacy } from '@attune/protocol'

/** The three promises, loosest first. */
export const PRIVACIES: readonly { value: Privacy; name: string; may: string }[] = [
  {
    value: 'open',
    name: 'Open',
    may: 'Your team reads people’s words from the first answer on, and figures from five people on. People are told so before they answer.',
  },
  {
    value: 'confidential',
    name: 'Confidential',
    may: 'Figures and words are told once a day, of at least five people together, so that nobody can be made out.',
  },
  {
    value: 'anonymous',
    name: 'Anonymous',
    may: 'As confidential, and nothing is kept that could tell two answers of the same person from those of two people.',
  },
]

/** Whether it would promise people less than they were promised. */
export function isLooser(wanted: Privacy, now: Privacy): boolean {
  const strictness = (privacy: Privacy): number => PRIVACIES.findIndex(({ value }) => value === privacy)
  return strictness(wanted) < strictness(now)
}
