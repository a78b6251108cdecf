import type { StepMatch } from '@attune/protocol'
import type { VNode } from 'preact'

import { listFrom } from '../../configure/asking.ts'
import type { PagesOfStep } from '../../configure/recent-pages.ts'
import type { StepDraft } from '../../configure/steps.ts'
import { globOf } from '../../configure/trace-words.ts'
import { ListField } from '../ListField.tsx'
import { Text } from '../Text.tsx'
import { RecentPages } from './RecentPages.tsx'

interface Props {
  step: StepDraft
  /** `checkout/payment`. */
  place: string
  said: string
  /** How it is noticed now, in words. */
  sentence: string
  pages: PagesOfStep
  onChange: (next: StepDraft) => void
}

/** How a step is noticed: by the page's address, by something on the page, or by a line of code. Any of them is enough. */
export function StepMatchFields({ step, place, said, sentence, pages, onChange }: Props): VNode {
  const { match = {} } = step
  const set = (change: Partial<StepMatch>): void => onChange({ ...step, match: { ...match, ...change } })
  return (
    <details class="match">
      <summary>
        <span class="unseen">How {said} is noticed: </span>
        {sentence}
      </summary>
      <div class="match-fields">
        <ListField
          label="On pages at"
          hint="The path, as /checkout/payment. * stands for one part of it, ** for the rest. Several with commas."
          placeholder="/checkout/payment"
          value={match.urls ?? []}
          listFrom={listFrom}
          onChange={(urls) => set({ urls })}
        />
        <RecentPages pages={pages} onAdd={(path) => set({ urls: [...(match.urls ?? []), globOf(path)] })} />
        <Text
          label="Or when this appears on the page"
          hint="A CSS selector, as #thank-you. A developer can tell you."
          maxLength={300}
          value={match.appears ?? ''}
          onInput={(appears) => set({ appears })}
        />
        <Text
          label="Or when this is clicked"
          hint="A CSS selector, as button.pay."
          maxLength={300}
          value={match.clicked ?? ''}
          onInput={(clicked) => set({ clicked })}
        />
        <p class="hint">
          Or by code: <code>attune('step', '{place}')</code>
        </p>
      </div>
    </details>
  )
}
