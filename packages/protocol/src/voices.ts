/** What people said: the answers behind the figures, a search through their words, and the tags that a team puts on them. */
import type { Origin } from './api.ts'
import type { Scale } from './config.ts'
import type { Device } from './wire.ts'

/** An answer as a person gave it. */
export interface Voice {
  id: string
  at: string
  journey: string
  step: string
  prompt: string
  version: number
  /** `''` where the prompt was asked in one wording only. */
  variant: string
  /** The question as it was asked. */
  question: string
  scale: Scale
  feel: number
  comment: string | null
  /**
   * Where a search found its words in `comment`, in order and apart: how many UTF-16 units come before each, and how long it is, as
   * `comment.substr` takes them. Empty without a search.
   */
  marks: [start: number, length: number][]
  /** Follow-up answers by the follow-up's id, as ids of options or as text. */
  answers: Record<string, string[]> | null
  /** The same in the words that were read and written; empty where nothing more was said. */
  follow_ups: { question: string; answers: string[] }[]
  /** What the team has put on it, in the order of the alphabet. */
  tags: string[]
  page: string | null
  device: Device | null
  locale: string | null
  release: string | null
  traits: Record<string, string> | null
  took_ms: number | null
  visit: string | null
  origin: Origin
  /** `verified`: the host's server has signed who it is. */
  trust: 'verified' | 'unverified'
  /** Why it is kept and not counted: `repeated` within the prompt's quiet time, or `unproven`; null for every other. */
  set_aside: 'repeated' | 'unproven' | null
}

/** The body of `GET …/voices`, newest first. */
export interface VoicesAnswer {
  voices: Voice[]
  /** Given back as `cursor`, it continues after the last voice; null at the end. */
  next: string | null
  /** How `q` was read; null where nothing was searched for. */
  search: VoicesSearch | null
}

export interface VoicesSearch {
  /** What was searched for, without space around it. */
  q: string
  /**
   * Why nothing can be found, where that is so. `no_words`: there is no word in it. `common_words`: nothing but words that say
   * nothing by themselves, such as `the`, in the languages that people wrote in. Null: it can be searched for, found or not.
   */
  empty: 'no_words' | 'common_words' | null
}

/** The body of `GET …/voices/{id}`: everything that is known of the moment that an answer is of. */
export interface VoiceMoment {
  voice: Voice
  /** What was asked, and of how many. */
  asked: {
    /** When this version of the prompt was published; null where nobody knows. */
    published_at: string | null
    /** The version that is asked now; null where the prompt is gone. Another than `voice.version`: the question has changed since. */
    current_version: number | null
    /** Of the people at the step, the share that was asked, from 0 to 1; null where nobody knows. */
    share: number | null
  }
  /** When it reached the service; null where only the day is told. */
  received_at: string | null
  /** How the visit ended; null where nobody knows, or may be told. */
  outcome: { outcome: 'reached' | 'abandoned'; at: string } | null
  /** All answers of the same visit, this one too, the first first. Empty where no visit is known, or may be told of. */
  path: Voice[]
}

/** The body of `PUT …/answers/{answer}/tags`, and of its answer: all tags of an answer. */
export interface AnswerTags {
  tags: string[]
}

/** A row of `GET …/tags`. */
export interface TagItem {
  tag: string
  /** How many answers have it. */
  answers: number
  /** When it was last put on one. */
  newest: string
}

/** The body of `GET …/tags`: what is used most first. */
export interface TagList {
  tags: TagItem[]
}

/** The body of `POST …/tags/{tag}`: puts a tag on answers, and takes it off others, at most 5,000 of each. */
export interface TagMany {
  add?: string[]
  remove?: string[]
}

/** The body of `PATCH …/tags/{tag}`. */
export interface TagRename {
  tag: string
}

/**
 * What a change of a tag has changed: the ids of answers. It is undone with `POST …/tags/{tag}`: what was `added` is removed from
 * `to`, what was `removed` is added to `tag`.
 */
export interface TagChange {
  tag: string
  /** What it is called now; null where it was removed. The same as `tag` where it was put on answers or taken off. */
  to: string | null
  /** Have `to` now, and had it not before. */
  added: string[]
  /** Had `tag` before, and have it no more. */
  removed: string[]
}
