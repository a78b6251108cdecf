import type { VNode } from 'preact'

import { focusOnce } from '../../action.ts'
import { idOf } from '../../configure/place.ts'
import type { JourneyDraft } from '../../configure/steps.ts'
import { hrefOf } from '../../route.ts'
import { ScriptLine } from '../ScriptLine.tsx'

interface Props {
  project: string
  journey: JourneyDraft
  /** It has just been made: then there is more to say. */
  isNew: boolean
  publicKey: string | null
}

/** What comes next, once a journey is there: asking about one of its steps. */
export function AfterSaving({ project, journey, isNew, publicKey }: Props): VNode | null {
  if (!isNew) return null
  const about = (step: string): string =>
    hrefOf({
      page: 'configure',
      project,
      section: 'prompts',
      id: idOf({ view: 'new', about: `${journey.id}/${step}` }),
    })
  return (
    <section class="after-saving" aria-labelledby="next">
      {/* The page stays, and what comes next stands above what was pressed. */}
      <h2 id="next" ref={focusOnce} tabIndex={-1}>
        {journey.name} is there. Where do you want to ask first?
      </h2>
      <ul class="ask-about">
        {journey.steps.map((step) => (
          <li key={step.key}>
            <a class="button" href={about(step.id ?? '')}>
              Ask about {step.name}
            </a>
          </li>
        ))}
      </ul>
      {publicKey !== null && (
        <details>
          <summary>The line for your pages, if they do not have it yet</summary>
          <ScriptLine publicKey={publicKey} />
        </details>
      )}
    </section>
  )
}
