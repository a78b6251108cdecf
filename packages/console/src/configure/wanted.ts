import type { PromptDocument } from '@attune/protocol'

/** What is chosen where a share of people could be: as many as the wanted answers take. */
export const AS_MANY = 'wanted'

/** The same asked of a share of people, or of as many as it takes. The one excludes the other: the service sets the share then. */
export function askedOf(prompt: PromptDocument, choice: string): PromptDocument {
  const { answersPerWeek = USUAL, ...rest } = prompt
  return choice === AS_MANY ? { ...rest, answersPerWeek } : { ...rest, share: Number(choice) }
}

/** A share of people as a forecast has it: `about 12 %`, `less than 1 %` never, for 1 % is the least that is asked. */
export const aboutShare = (share: number): string =>
  share >= 1 ? 'everybody' : `about ${Math.max(1, Math.round(share * 100))}\u202f% of people`

/** So many leave the share of good ones uncertain by 13 points. Source: docs/method.md, section 7. */
const USUAL = 50
