import type { JourneyConfig, ProjectListItem, PromptConfig, PromptDocument } from '@attune/protocol'
import type { VNode } from 'preact'

import { faultAt, type PlacedFault } from '../../configure/faults.ts'
import { pairable, paired } from '../../configure/pairs.ts'
import { nameOfPlace } from '../../configure/steps-of.ts'
import { useLoading } from '../../hooks.ts'
import { fetchPageConfig } from '../../prompts-api.ts'
import { hrefOf } from '../../route.ts'
import { Choices } from '../Choices.tsx'

interface Props {
  project: ProjectListItem
  prompt: PromptDocument
  journeys: JourneyConfig[]
  faults: readonly PlacedFault[]
  onChange: (next: PromptDocument) => void
}

/** Whether whoever is asked at a step before it is asked this, too; and at such a step, that it is so. */
export function Pairs({ project, prompt, journeys, faults, onChange }: Props): VNode | null {
  const [key] = project.keys
  const config = useLoading(`pairs ${project.id}/${prompt.id}`, async (signal) =>
    key === undefined ? null : await fetchPageConfig(key, signal),
  )
  const live = config.data?.prompts ?? []
  const { pairWith = [] } = prompt
  const pair = live.find(({ id }) => id === prompt.id)?.pair
  const outcome = pair && live.find(({ id }) => id === pair.outcome && id !== prompt.id)
  const offered = pairable(prompt, live, journeys)
  const gone = config.data === null ? [] : pairWith.filter((id) => !offered.some((one) => one.id === id))
  if (outcome && pair) return <Drawn {...{ project, outcome, journeys }} parts={pair.steps.length} />
  if (pairWith.length === 0 && (offered.length === 0 || project.privacy !== 'open')) return null
  const error = faultAt(faults, 'pairWith')
  return (
    <section class="chapter pairs" aria-labelledby="pairs">
      <h2 id="pairs">Together with a step before it</h2>
      <label class="check">
        <input
          type="checkbox"
          aria-describedby="pairs-help"
          checked={pairWith.length > 0}
          onChange={(event) => onChange(paired(prompt, event.currentTarget.checked ? offered.map(idOf) : []))}
        />
        Ask it of whoever has just answered at a step
      </label>
      <p class="hint" id="pairs-help">
        Each person is asked at one step, drawn by chance, and this at the end of the same visit. Both count as one
        interruption. So you learn soonest which step matters most for it: from 120 such pairs at each.
      </p>
      {pairWith.length > 0 && (
        <Choices
          many
          name="pair-with"
          legend="One of these, for each person"
          choices={[
            ...offered.map((one) => ({ value: one.id, name: nameOfPlace(one.step, journeys), may: questionOf(one) })),
            ...gone.map((id) => ({ value: id, name: id, may: 'Nobody is asked this at present' })),
          ]}
          chosen={pairWith}
          onChange={(ids) => onChange(paired(prompt, ids))}
        />
      )}
      {error !== undefined && (
        <p class="error" role="status">
          {error}
        </p>
      )}
    </section>
  )
}

interface DrawnProps {
  project: ProjectListItem
  outcome: PromptConfig
  journeys: JourneyConfig[]
  /** Among how many it is drawn. */
  parts: number
}

function Drawn({ project, outcome, journeys, parts }: DrawnProps): VNode {
  const href = hrefOf({ page: 'configure', project: project.id, section: 'prompts', id: outcome.id })
  return (
    <section class="chapter pairs" aria-labelledby="pairs">
      <h2 id="pairs">Together with the end</h2>
      <p>
        Whoever answers this is then asked <a href={href}>“{questionOf(outcome)}”</a> at{' '}
        {nameOfPlace(outcome.step, journeys)}.
      </p>
      <p class="hint">
        Both count as one interruption.{' '}
        {parts > 1 && `It is one of ${parts} such prompts, of which each person is asked one, drawn by chance.`}
      </p>
    </section>
  )
}

const idOf = ({ id }: PromptConfig): string => id
const questionOf = ({ wording }: PromptConfig): string => wording.default.question
