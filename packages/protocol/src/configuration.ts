import type { Budget, JourneyConfig, MomentType, Privacy, PromptConfig, Scale, Theme, Wordings } from './config.ts'
import type { Signal } from './wire.ts'

/** What a prompt can say in its document just as it reaches the page. */
type Optional = Pick<
  PromptConfig,
  | 'followUps'
  | 'placement'
  | 'into'
  | 'depth'
  | 'afterMs'
  | 'after'
  | 'unless'
  | 'who'
  | 'schedule'
  | 'perPerson'
  | 'variants'
>

/** How many answers a prompt is meant to get, after which nobody is asked any more. */
export interface Quota {
  answers: number
  /** Days are of the project's zone. Default: `ever`. */
  per?: 'day' | 'week' | 'ever'
}

/** A prompt as its owner writes it: a `PromptConfig` before publishing gives it a version. */
export interface PromptDocument extends Optional {
  id: string
  /** The step it asks about, as `journey/step`. */
  step: string
  /** Default: `completed`. */
  on?: MomentType
  /** Default: 1, everybody. */
  share?: number
  /** Default: `faces`. */
  scale?: Scale
  /** Default: true. */
  why?: boolean
  wording: Wordings
  quota?: Quota
  /** How many answers a week are wanted: each day the share is set by it, from how many come and answer. Until that is known, `share` holds. */
  answersPerWeek?: number
  /**
   * For a prompt that asks for the outcome: those at earlier steps of its journey that it makes pairs with. Each person is asked
   * one of them, drawn by chance, and whoever answers it is asked this one in the same visit; both count as one interruption.
   */
  pairWith?: string[]
  /** `ended` is over, and its step may go; it can be resumed as long as the step is there. `imported` prompts only give meaning to imported answers and are never asked. Default: `live`. */
  status?: 'live' | 'paused' | 'ended' | 'imported'
}

/** A public key; with the instant (ISO 8601) after which it opens nothing any more, where it has one. */
export type KeyDocument = string | { key: string; expires: string }

/**
 * How long a project keeps what people said, in days. What is counted stays for ever: it names nobody.
 *
 * A change takes hold a week after it is made, so that it can be taken back; from then on, what is older goes within a day.
 */
export interface Retention {
  /** After so many, answers go whole. From 30: a report may come two weeks late. Absent: never. */
  answersDays?: number
  /** After so many, what people wrote goes, and with it their traits, page and visitor id. Absent: with the answers. */
  wordsDays?: number
}

/** A project's whole configuration as one document: configuration as code. */
export interface ConfigurationDocument {
  /** Where editors find the JSON Schema of this; the service does not read it. */
  $schema?: string
  /** What was there when the file was pulled: its `ETag`, so that a push overwrites nothing that the file has not seen. */
  $revision?: string
  project: {
    name: string
    /** IANA name of the zone that days are counted in. Default: `UTC`. */
    zone?: string
    /** Default: `open`. */
    privacy?: Privacy
    /** What differs from `DEFAULT_BUDGET`. */
    budget?: Partial<Budget>
    theme?: Theme
    /** The signals of struggle that every page reports, besides those that prompts are asked at. */
    signals?: Signal[]
    /** Public keys for pages, each starting with `pk_`. Absent: one is made when the project is. */
    keys?: KeyDocument[]
    /**
     * The origins whose pages may report, as `https://shop.example` or `https://*.shop.example`; `null` lets sandboxed frames in.
     * Absent: every origin. A caller that says no origin is let in: this protects from accidents, not from attackers.
     */
    origins?: string[]
    /**
     * Pages ask the service for a proof before they show a prompt; an answer without one is kept and not counted. It costs each
     * prompt a request, and an answer given while there is no network its place in the figures. Default: no.
     */
    impressions?: boolean
    /** How long what people said is kept. Absent: for ever. */
    retention?: Retention
    /** Traits that figures can be split by, besides those that a prompt is meant for. */
    traits?: string[]
  }
  journeys: JourneyConfig[]
  prompts: PromptDocument[]
}
