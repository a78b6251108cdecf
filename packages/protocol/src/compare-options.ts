/**
 * What there is to compare in a journey: the answer of `GET …/compare/options`.
 *
 * Of the four hundred days up to the last that somebody answered on; years go back as far as there are answers.
 */
export interface CompareOptions {
  project: string
  journey: string
  zone: string
  /** The first and the last day that somebody answered on, of those looked at; null where nobody did. */
  answered: { from: string; to: string } | null
  /** The last day whose answers are all in. */
  last_final: string
  /** Every step of the journey in its order, then those that it has no more; `''`, the journey as a whole, comes last. */
  steps: CompareStep[]
  /** The newest first. */
  releases: CompareRelease[]
  /** The most frequent first. */
  devices: CompareValue[]
  locales: CompareValue[]
  origins: CompareValue[]
  /** Years and months that somebody answered in, oldest first: `2016`, `2016-05`. */
  years: string[]
  months: string[]
}

/** A value that answers share, and how many do. */
export interface CompareValue {
  value: string
  n: number
}

export interface CompareRelease extends CompareValue {
  /** The first of the days looked at that somebody answered on. */
  first: string
}

export interface CompareStep {
  /** Without its journey; `''` for the journey as a whole. */
  id: string
  /** As the journey names it; null for the journey as a whole, and for a step that it has no more. */
  name: string | null
  n: number
  /** Net feel of the last four weeks in which anybody answered, from −1 to 1; null where there is no figure, or no one figure because people were asked in several ways. */
  net: number | null
  prompts: ComparePrompt[]
}

/** A prompt that was answered at a step. */
export interface ComparePrompt {
  id: string
  /** What its newest version asks; null where nobody knows any more. */
  question: string | null
  n: number
  /** The newest first. */
  versions: CompareVersion[]
  /** The most frequent first; none where it has no variants. */
  variants: CompareValue[]
}

export interface CompareVersion {
  version: number
  question: string | null
  n: number
}
