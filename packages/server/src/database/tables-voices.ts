import type { Instant, Json } from './column-kinds.ts'

/** A team's words on answers; they go with the answer. */
export interface AnswerTagsTable {
  lane: number
  project_id: string
  answer: string
  tag: string
  tagged_at: Instant
}

/** What a team makes of the terms of themes; no row: nobody has said anything. */
export interface ThemeRulesTable {
  lane: number
  project_id: string
  /** `ThemeRule[]`, in the order in which they are shown. */
  rules: Json<unknown>
  revision: number
  changed_at: Instant
  /** The name of who did it. */
  changed_by: string
}
