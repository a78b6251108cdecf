import type { ColumnType, Generated } from 'kysely'

import type { Instant, Json, JsonOr, SetInstant } from './column-kinds.ts'
import type {
  AuditTable,
  InvitationsTable,
  LinksTable,
  MembersTable,
  PeopleTable,
  SecretsTable,
  SessionsTable,
  SqlReadersTable,
  SignInLinksTable,
  TokensTable,
} from './tables-access.ts'
import type { AnswerTagsTable, ThemeRulesTable } from './tables-voices.ts'

/**
 * The tables, as the migrations leave them; a test proves the two equal.
 *
 * `lane` comes first in every key of a project's tables: `laneOf(project)`. It is what a cluster shards by, and what lets small
 * projects commit together. Every unique index holds it.
 */
export interface Tables {
  projects: ProjectsTable
  write_keys: WriteKeysTable
  journeys: JourneysTable
  prompts: PromptsTable
  prompt_versions: PromptVersionsTable
  prompt_drafts: PromptDraftsTable
  members: MembersTable
  tokens: TokensTable
  audit: AuditTable
  invitations: InvitationsTable
  links: LinksTable
  batches: BatchesTable
  answers: AnswersTable
  answer_tags: AnswerTagsTable
  visits: VisitsTable
  turns: TurnsTable
  counts: CountsTable
  told: ToldTable
  quarantine: QuarantineTable
  zone_moves: ZoneMovesTable
  theme_rules: ThemeRulesTable
  people: PeopleTable
  sessions: SessionsTable
  sign_in_links: SignInLinksTable
  secrets: SecretsTable
  sql_readers: SqlReadersTable
}

interface ProjectsTable {
  lane: number
  id: string
  name: string
  /** IANA name of the zone that days are counted in. */
  zone: string
  privacy: 'open' | 'confidential' | 'anonymous'
  /** What differs from `DEFAULT_BUDGET`. */
  budget: Json<Record<string, number | boolean>>
  /** A `Theme`. */
  theme: JsonOr<unknown>
  /** `Signal[]` that every page reports. */
  signals: JsonOr<unknown>
  /** The origins whose pages may report, as text; empty: every one. */
  origins: JsonOr<unknown>
  /** Answers that no impression proves are kept and not counted. */
  impressions: Generated<boolean>
  /** How many lanes the project uses, from `lane` on; fixed when it is created. */
  spread: Generated<number>
  /** Grows with every change of the configuration: what a node has cached is old when it is smaller. */
  revision: Generated<number>
  created_at: SetInstant
  /** When all of it goes for good; null: never. Until then its pages report nothing, and one may change one's mind. */
  delete_after: Instant | null
  /** A `Retention`. */
  retention: JsonOr<unknown>
  /** When that was last changed. */
  retention_since: Instant | null
  /** The first day of which every answer is still there; null: all days. It only ever moves on. */
  answers_from: ColumnType<string | null, string | null | undefined, string | null>
  /** The same of what people wrote, their traits, page and visitor id. */
  words_from: ColumnType<string | null, string | null | undefined, string | null>
  /** The day on which all that was too old was last removed. */
  retained_on: ColumnType<string | null, string | null | undefined, string | null>
  /** Grows with every change of `zone` after something was counted. */
  zone_epoch: Generated<number>
  /** The names of the traits that figures can be split by, besides those that a prompt is meant for. */
  traits: JsonOr<unknown>
  /** The last day that was told of, where the project promises not to show anybody alone: see analyse/privacy-gate. */
  told_until: ColumnType<string | null, string | null | undefined, string | null>
}

/** Public keys. A key identifies and never authenticates. */
interface WriteKeysTable {
  lane: number
  project_id: string
  key: string
  created_at: SetInstant
  /** Null: never. */
  expires_at: Instant | null
}

interface JourneysTable {
  lane: number
  project_id: string
  id: string
  name: string
  position: number
  /** The step that means the outcome is reached. */
  goal: string | null
  /** `StepConfig[]`, in order. */
  steps: Json<unknown>
}

interface PromptsTable {
  lane: number
  project_id: string
  id: string
  /** `journey/step`, or a journey as a whole. */
  step: string
  status: 'live' | 'paused' | 'ended' | 'imported'
  /** The version that pages are given, or that imported answers belong to. */
  version: number
  /** When and how long it is asked, as `{ schedule, quota }`: it changes no answer's meaning, so it is in no version. */
  term: JsonOr<unknown>
}

/** Immutable once written. */
interface PromptVersionsTable {
  lane: number
  project_id: string
  prompt: string
  version: number
  /** A `PromptConfig`. */
  content: Json<unknown>
  published_at: SetInstant
  /** The name of who did it; '' where nobody knows. */
  published_by: Generated<string>
}

/** What a prompt is to become: at most one draft of each, of prompts that were never published, too. */
interface PromptDraftsTable {
  lane: number
  project_id: string
  prompt: string
  /** A `PromptDocument`. */
  content: Json<unknown>
  /** Grows with every change of it. */
  revision: Generated<number>
  updated_at: SetInstant
  /** The name of who did it. */
  updated_by: Generated<string>
}

/** One row per batch that was applied: what makes a retry a no-op. */
interface BatchesTable {
  lane: number
  project_id: string
  id: string
  received_at: Instant
  /** The `Receipt` that was answered. */
  receipt: Json<unknown>
}

/** One row per answer, immutable once written. */
interface AnswersTable {
  lane: number
  project_id: string
  id: string
  /** When it was given, by the page's clock, corrected. */
  at: Instant
  received_at: Instant
  /** The local day of `at` in the project's zone; what its counts are under. */
  day: ColumnType<string, string, string>
  journey: string
  /** `''` for an answer about the journey as a whole. */
  step: string
  prompt: string
  version: number
  variant: string
  feel: number
  comment: string | null
  answers: Json<Record<string, string[]>> | null
  visit: string | null
  visitor: string | null
  page: string | null
  device: string
  locale: string
  release: string
  traits: Json<Record<string, string>> | null
  /** The probability with which this person was asked; null where unknown. */
  share: number | null
  took_ms: number | null
  origin: 'live' | 'import' | 'sample' | 'unprompted'
  /** `verified`: the host's server has signed who the person is. */
  trust: Generated<'verified' | 'unverified'>
  /** What was added to the page's time to make `at`, in milliseconds. */
  corrected_ms: Generated<number>
  /**
   * Why it is kept and not counted; null for every other. `repeated`: the person has answered the prompt within its quiet time.
   * `unproven`: it came without the impression that its project asks for.
   */
  set_aside: 'repeated' | 'unproven' | null
  /** When it was told of together with others; null: it waits, or its project is open. */
  told_on: ColumnType<string | null, string | null | undefined, string | null>
}

/** That somebody has answered a prompt in a stretch of its quiet time, or that an impression is used: see collect/turns.ts. */
interface TurnsTable {
  lane: number
  project_id: string
  /** A hash of whose turn, or of the impression. */
  id: string
  /** The answer that has it. */
  answer: string
  /** The day of that answer: a turn may go once the quiet time is over. */
  day: ColumnType<string, string, string>
}

/** How a visit with an answer ended. */
interface VisitsTable {
  lane: number
  project_id: string
  id: string
  journey: string
  outcome: 'reached' | 'abandoned'
  at: Instant
  origin: 'live' | 'import' | 'sample'
}

/**
 * Everything that is counted. Sums of `n` are all that an aggregate needs.
 *
 * `''` stands for "unknown" or "does not apply" in every key column, because keys are never null.
 */
interface CountsTable {
  lane: number
  project_id: string
  day: ColumnType<string, string, string>
  journey: string
  step: string
  prompt: string
  version: number
  variant: string
  /** See `Measure` in aggregate/measures.ts. */
  measure: string
  /** What was counted, e.g. the score for `feel`. */
  value: string
  device: string
  locale: string
  release: string
  origin: 'live' | 'import' | 'sample' | 'unprompted'
  n: number
}

/**
 * What may be told of answers, of projects that promise not to show anybody alone: `feel` and `commented`, under the same keys as
 * the counts. Each row is a sum of blocks of at least five people; `*` stands where a block mixes several, and `day` is that of receipt.
 */
type ToldTable = CountsTable

/** Events that the database has refused. */
interface QuarantineTable {
  lane: number
  project_id: string
  id: string
  /** The batch that it came in. */
  batch: string
  received_at: Instant
  /** JSON in UTF-8, whatever is in it. */
  event: Buffer
  reason: string
  replayed_at: Instant | null
}

/** The last change of a project's zone after something was counted, and how far its answers have moved to the days of the new one. */
interface ZoneMovesTable {
  lane: number
  project_id: string
  /** The zone that all of it was counted in before. */
  from_zone: string
  /** The project's zone. */
  to_zone: string
  since: Instant
  /** From which days on, of `from_zone`, everything was kept when the move began; null: all days. */
  answers_from: ColumnType<string | null, string | null | undefined, string | null>
  words_from: ColumnType<string | null, string | null | undefined, string | null>
  /** 1: moves what was there. 2: looks again for what nodes with the old configuration have filed meanwhile. */
  round: Generated<number>
  /** The answer that was looked at last in this round; null: none yet. */
  after: string | null
  /** How many answers there were; null: not counted yet. */
  total: number | null
  /** How many of them were looked at in the first round, and how many were moved in all. */
  seen: Generated<number>
  moved: Generated<number>
  done_at: Instant | null
}
