import type { Privacy, Scale, Wording } from './config.ts'
import type { Dismissal } from './wire.ts'

/** What stands when a prompt is left: what was tapped and typed so far. */
export interface Draft {
  /** Null until a face is chosen. */
  feel: number | null
  comment: string
}

/** What the widget needs to show one prompt. */
export interface PromptRequest {
  scale: Scale
  wording: Wording
  /** Whether the person's own words are asked for once a face is chosen. */
  why: boolean
  /** BCP 47: the language of the wording. Sets `lang` and `dir`, and chooses the widget's own words. */
  locale: string
  privacy: Privacy
  /** The HTMLElement to mount in (`object`, because the server knows no DOM); default: one appended to `document.body`. */
  into?: object
  /** Colours; default: the person's own setting. */
  theme?: 'light' | 'dark' | 'system'
  /** The card is on the screen. */
  onShown?: () => void
  /** Called at every tap and keystroke, so that the caller can keep what stands. */
  onDraft: (draft: Draft) => void
  /**
   * Called once, when the prompt is over. `done`: "Done", or closed with a face chosen; what stands is the answer.
   * `closed`: closed with nothing chosen. `never`: "never ask me again" (what stands is still an answer where a face is chosen).
   */
  onClose: (how: 'done' | Exclude<Dismissal, 'ignored'>, draft: Draft) => void
}

/** What `show` gives back. */
export interface PromptHandle {
  /** Takes the prompt away at once without calling `onClose`, e.g. when the person has gone on. */
  remove: () => void
}

/** The export of the widget's file, which the SDK loads by URL. */
export interface WidgetModule {
  show: (request: PromptRequest) => PromptHandle
}
