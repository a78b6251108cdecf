import type { Privacy, PromptDocument, Theme } from '@attune/protocol'
import { SCALES } from '@attune/protocol'

import type { PreviewRequest } from './frame.ts'

/** How a prompt is looked at. */
export interface Look {
  device: 'phone' | 'computer'
  scheme: 'light' | 'dark'
  state: PreviewRequest['state']
  /** `default`, or one of the locales that it has words in. */
  locale: string
}

interface Around {
  theme: Theme
  privacy: Privacy
}

/** What the widget is told, so that it shows a draft as a page would: an empty question is a line that says so. */
export function requestOf(prompt: PromptDocument, look: Look, { theme, privacy }: Around): PreviewRequest {
  const { scale = 'faces', why = true, placement, followUps } = prompt
  const own = prompt.wording[look.locale] ?? prompt.wording.default
  return {
    scale,
    why,
    privacy,
    wording: { ...own, question: own.question.trim() || 'Your question stands here' },
    locale: look.locale === 'default' ? 'en' : look.locale,
    theme: { ...theme, scheme: look.scheme },
    ...(placement && { placement }),
    ...(followUps && { followUps }),
    state: look.state,
    feel: scoreToShow(prompt),
  }
}

/** The score that is chosen in the preview: one at which a follow-up is asked, else a good one. */
function scoreToShow({ scale = 'faces', followUps = [] }: PromptDocument): number {
  const { good } = SCALES[scale]
  const first = followUps[0]
  if (first === undefined) return good
  return Math.min(Math.max(good, first.from ?? good), first.to ?? good)
}
