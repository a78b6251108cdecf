import type { FollowUp, Placement, Privacy, Scale, Theme, Wording } from './config.ts'
import type { Dismissal } from './wire.ts'

/** What stands when a prompt is left: what was tapped and typed so far. */
export interface Draft {
  /** Null until a point of the scale is chosen. */
  feel: number | null
  comment: string
  /** What was chosen and typed in follow-ups that are asked at this score, by the follow-up's id; none is empty. */
  answers?: Record<string, string[]>
}

/** What the widget needs to show one prompt. */
export interface PromptRequest {
  scale: Scale
  wording: Wording
  /** Whether the person's own words are asked for once a score is chosen. */
  why: boolean
  /** BCP 47: the language of the wording. Sets `lang` and `dir`, and chooses the widget's own words. */
  locale: string
  privacy: Privacy
  followUps?: FollowUp[]
  /**
   * Default: `card`. A `tab` starts closed and stays until it is removed: whenever the person opens it, `onOpen`, `onShown`,
   * `onDraft` and `onClose` are called for a card with nothing chosen yet, and closing it ends that card alone. Nobody was
   * asked, so it has no "never ask me again".
   */
  placement?: Placement
  /** The HTMLElement to mount in (`object`, because the server knows no DOM); default: one appended to `document.body`. */
  into?: object
  theme?: Theme
  /** The person has opened the tab, by which the focus goes into its card. Never called for other placements. */
  onOpen?: () => void
  /** The card is on the screen; a tab's card after each `onOpen`, and its tab alone never. */
  onShown?: () => void
  /** Called at every tap and keystroke, so that the caller can keep what stands. */
  onDraft: (draft: Draft) => void
  /**
   * Called once, when the prompt is over; for a tab once for each `onOpen`, unless it is removed first. `done`: "Done", or
   * closed with a score chosen; what stands is the answer. `closed`: closed with nothing chosen. `never`: "never ask me again"
   * (what stands is still an answer where a score is chosen).
   */
  onClose: (how: 'done' | Exclude<Dismissal, 'ignored'>, draft: Draft) => void
}

/** What `show` gives back. */
export interface PromptHandle {
  /** Takes the prompt away at once without calling `onClose`, e.g. when the person has gone on. */
  remove: () => void
}

/** A short word from the team: "you said, we did". */
export interface NoteRequest {
  title: string
  text: string
  /** BCP 47: the language of title and text. */
  locale: string
  theme?: Theme
  onShown?: () => void
  /** Called once, when the person has closed it. */
  onClose: () => void
}

/** The exports of the widget's file, which the SDK loads by URL. */
export interface WidgetModule {
  show: (request: PromptRequest) => PromptHandle
  showNote: (request: NoteRequest) => PromptHandle
}
