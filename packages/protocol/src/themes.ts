/** What people's words are about: the answer of `GET …/themes`. */
import type { Origin } from './api.ts'
import type { Voice } from './voices.ts'

/** What themes set against each other: a step and the rest of its journey, bad faces and good ones, or after a day and before. */
export type ThemeContrast = 'step' | 'faces' | 'date'

/** A side of a contrast, as `step` has `here` and `rest`, `faces` has `bad` and `good`, and `date` has `after` and `before`. */
export type ThemeSideName = 'here' | 'rest' | 'bad' | 'good' | 'after' | 'before'

/** What several people on one side speak of, more than those on the other. */
export interface VoiceTheme {
  /** What to call it: the name that the team's rule gives it, else `term`. */
  name: string
  /** The id of the rule that made it; null where no rule did. */
  rule: string | null
  /** A word, or two that stand side by side. Of a rule: of its terms the one that most people used here. */
  term: string
  /** Other terms in nearly the same comments. Of a rule: its other terms that somebody used here come first. */
  also: string[]
  /** How many people used it on this side, each counted once, and on the other. */
  people: number
  others: number
  /** The difference of the log-odds in standard errors: the more, the surer. */
  z: number
  /** How many comments of this side hold it. */
  comments: number
  /** The ids of the newest 200 of them, newest first; `GET …/voices?ids=` opens them. */
  answers: string[]
  /** The most typical of them first, at most 3. */
  quotes: Voice[]
  /** Somebody who speaks of the same and felt the opposite; null where nobody did. */
  different: Voice | null
}

/** What was said on one side of a contrast. */
export interface ThemeSide {
  side: ThemeSideName
  /** How many comments were read, by how many people. */
  comments: number
  people: number
  /** When the oldest and the newest of them were given; null where there is none. */
  from: string | null
  to: string | null
  /** Whether there are enough comments for themes. Where not, `voices` are the comments themselves. */
  enough: boolean
  /** The most telling first. Empty for `rest`, and where nothing stands out. */
  themes: VoiceTheme[]
  /** Newest first; empty where there are enough for themes, and for `rest`. */
  voices: Voice[]
}

/** The body of `GET …/themes`. */
export interface ThemesAnswer {
  project: string
  journey: string
  /** Null: the whole journey; `''`: answers about the journey as a whole. */
  step: string | null
  contrast: ThemeContrast
  /** The first day of `after`, in the project's zone; null for other contrasts. */
  date: string | null
  /** Only so many comments are read, the newest; half of them on each side of `step` and `date`. */
  at_most: number
  /** A side with fewer comments than this has no themes. */
  least: number
  /** How many comments of each origin were read, so that sample data is never taken for people. */
  origins: Record<Origin, number>
  sides: ThemeSide[]
}

/**
 * What a team makes of the terms that are found: several in one rule are one theme (merge), under its name (rename); a term in a rule
 * of its own is a theme of its own (split). A comment belongs to it that has any of `terms` and none of `except`.
 */
export interface ThemeRule {
  /** Chosen by whoever makes it; themes carry it. */
  id: string
  name: string
  /** As themes have them: a word, or two side by side, in lower case. No term is in two rules. */
  terms: string[]
  except?: string[]
}

/** The body of `PUT …/theme-rules`: the whole list, with `If-Match` the tag of the one that was read. */
export interface NewThemeRules {
  rules: ThemeRule[]
}

/** The body of `GET …/theme-rules`. */
export interface ThemeRules extends NewThemeRules {
  /** Grows with every change; 0 where nobody has made any. It is the `ETag`, too. */
  revision: number
  changed_at: string | null
  /** The name of who did it; '' where nobody has. */
  changed_by: string
}
