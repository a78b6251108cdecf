import type { ProjectListItem, PromptDocument, PromptState } from '@attune/protocol'
import type { VNode } from 'preact'

import { sharesWith } from '../../configure/asking.ts'
import { keepable } from '../../configure/keepable.ts'
import { aboutShare } from '../../configure/wanted.ts'
import { useLoading } from '../../hooks.ts'
import { fetchDryRun, fetchPageConfig } from '../../prompts-api.ts'
import { answers, percent } from '../../words.ts'
import { Pick } from './Pick.tsx'

interface Props {
  project: ProjectListItem
  prompt: PromptDocument
  state: PromptState
  onChange: (next: PromptDocument) => void
}

/** What the service makes of a wanted number of answers: the share that it asks today, or would. */
export function WantedShare({ project, prompt, state, onChange }: Props): VNode {
  const { share = 1, answersPerWeek } = prompt
  const isLive = state.status === 'live' && state.published?.answersPerWeek === answersPerWeek
  return (
    <div class="condition">
      <p role="status">
        {isLive ? <Now project={project} prompt={prompt} /> : <Forecast project={project.id} prompt={prompt} />}
      </p>
      <p class="hint">The service sets the share anew each day, by how many come and how many of those asked answer.</p>
      <p class="sentence small">
        Until it has asked 20 people in a week, it asks{' '}
        <Pick
          label="Share of people at first"
          value={String(share)}
          options={sharesWith(share).map((one) => [String(one), one === 1 ? 'everybody' : `${percent(one)} of people`])}
          onChange={(next) => onChange({ ...prompt, share: Number(next) })}
        />
        .
      </p>
    </div>
  )
}

/** As pages are told: what is published and has not been changed since. */
function Now({ project, prompt }: Omit<Props, 'state' | 'onChange'>): VNode | null {
  const [key] = project.keys
  const config = useLoading(`share ${project.id}/${prompt.id}`, async (signal) =>
    key === undefined ? null : await fetchPageConfig(key, signal),
  )
  const share = config.data?.prompts.find(({ id }) => id === prompt.id)?.share
  if (share === undefined) return null
  return <>It asks {aboutShare(share)} now.</>
}

/** By the last 14 days, a moment after somebody has stopped typing. */
function Forecast({ project, prompt }: { project: string; prompt: PromptDocument }): VNode | null {
  const tried = keepable(prompt)
  const run = useLoading(`wanted ${project} ${keyOf(tried)}`, async (signal) => {
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS))
    return signal.aborted ? null : await fetchDryRun(project, tried.id, tried, signal)
  })
  // What is wrong with the prompt is said where it is wrong.
  if (run.data === null) return null
  const { share_for_target: share, answers_per_day: perDay } = run.data
  if (share === null)
    return <>Nobody has been counted at this moment yet, so nobody can say how many people that takes.</>
  if (share < 1) return <>By the last 14 days that takes {aboutShare(share)}.</>
  return (
    <>
      By the last 14 days it takes everybody
      {perDay !== null && perDay * 7 < (prompt.answersPerWeek ?? 0) && (
        <>, and brings {answers(Math.round(perDay * 7))} a week</>
      )}
      .
    </>
  )
}

/** What the forecast depends on; words do not count. */
const keyOf = (prompt: PromptDocument): string =>
  JSON.stringify({ ...prompt, wording: null, variants: null, followUps: null })

const PAUSE_MS = 400
