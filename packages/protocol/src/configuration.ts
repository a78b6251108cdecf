import type { Budget, JourneyConfig, MomentType, Privacy, Scale, Wordings } from './config.ts'

/** A prompt as its owner writes it: a `PromptConfig` before publishing gives it a version. */
export interface PromptDocument {
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
  /** `imported` prompts only give meaning to imported answers and are never asked. Default: `live`. */
  status?: 'live' | 'paused' | 'imported'
}

/** A project's whole configuration as one document: configuration as code. */
export interface ConfigurationDocument {
  project: {
    name: string
    /** IANA name of the zone that days are counted in. Default: `UTC`. */
    zone?: string
    /** Default: `open`. */
    privacy?: Privacy
    /** What differs from `DEFAULT_BUDGET`. */
    budget?: Partial<Budget>
    /** Public keys for pages, each starting with `pk_`. Absent: one is made when the project is. */
    keys?: string[]
  }
  journeys: JourneyConfig[]
  prompts: PromptDocument[]
}
