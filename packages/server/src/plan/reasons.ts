import type { Reason } from '@attune/protocol'

/** What the sentences name. */
export interface ReasonFacts {
  /** The path of the page. */
  page: string
  /** The names of the steps that the prompt can be asked at. */
  steps: string
  /** Their globs. */
  globs: string
  /** As the prompt says it, e.g. `mobile, tablet`. */
  wanted: string
}

/** Each verdict of `decide` in words. A reason that is added there does not compile until it has words here. */
export const WORDS: Record<'ok' | Reason, (facts: ReasonFacts) => string> = {
  ok: () => 'Yes: they would be asked, at the next quiet moment.',
  other_step: ({ page, steps, globs }) => `No: the page ${page} is not of ${steps}, which is noticed at ${globs}.`,
  other_moment: ({ steps }) => `No: it is asked at another moment of ${steps}.`,
  not_now: () => 'No: its schedule has not begun, or is over.',
  full: () => 'No: its quota is full. It has as many answers as it was meant to get.',
  device: ({ wanted }) => `No: it is meant for other devices: ${wanted}.`,
  locale: ({ wanted }) => `No: it is meant for other languages: ${wanted}.`,
  release: ({ wanted }) => `No: it is meant for other releases: ${wanted}.`,
  page: ({ page, wanted }) => `No: it is meant for other pages than ${page}: ${wanted}.`,
  visitor: ({ wanted }) => `No: it is meant for ${wanted}.`,
  traits: ({ wanted }) => `No: it is meant for people with other traits: ${wanted}.`,
  before: () => 'No: something else has to happen before it, and has not.',
  sampled_out: () => 'No: its share is 0 %, so nobody is in the sample.',
  asked_before: () => 'No: they were asked this before, as often as one person may be.',
  opted_out: () => 'No: they said that they do not want to be asked again.',
  busy: () => 'No: they are typing, or something else has their attention.',
  session: () => 'No: they were asked something in this session already.',
  first_session: () => 'No: nobody is asked in the first session that they are ever seen in.',
  two_dismissals: () => 'No: they closed the last two prompts, and are left alone for a while.',
  dismissed_recently: () => 'No: they closed a prompt not long ago.',
  dismissed_step: () => 'No: they closed a prompt at this step not long ago.',
  answered_recently: () => 'No: they answered something not long ago.',
  shown_recently: () => 'No: they were shown something not long ago.',
  same_step: () => 'No: they were asked at this step not long ago.',
  cap_30d: () => 'No: they were asked as often as one person may be in 30 days.',
  cap_year: () => 'No: they answered as often as one person is asked to in a year.',
}
