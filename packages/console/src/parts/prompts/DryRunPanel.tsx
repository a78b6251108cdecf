import type { DryRun, PromptDocument } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { PRECISION } from '../../configure/precision.ts'
import { timesForEach } from '../../configure/variants.ts'
import { aboutShare } from '../../configure/wanted.ts'
import { fetchDryRun } from '../../prompts-api.ts'
import { sentenceOf } from '../../request.ts'
import { count, percent } from '../../words.ts'

interface Props {
  project: string
  prompt: PromptDocument
  /** Keeps what is typed: what is tried out is what stands in the fields. */
  flush: () => Promise<boolean>
}

/** What it would have done, by the counts of the last two weeks. */
export function DryRunPanel({ project, prompt, flush }: Props): VNode {
  const [run, setRun] = useState<DryRun | null>(null)
  const [problem, setProblem] = useState('')
  const go = (): void => {
    setProblem('')
    const tried = flush().then(() => fetchDryRun(project, prompt.id))
    tried.then(setRun, (error: unknown) => setProblem(sentenceOf(error)))
  }
  return (
    <section class="try-out" aria-labelledby="dry-run">
      <h2 id="dry-run">What would it do?</h2>
      <div role="status">{run === null ? null : <Said run={run} prompt={prompt} />}</div>
      <div role="alert">{problem !== '' && <p class="field-error">{problem}</p>}</div>
      <button type="button" class="button quiet" onClick={go}>
        {run === null ? 'Try it on the last 14 days' : 'Try again'}
      </button>
    </section>
  )
}

function Said({ run, prompt }: { run: DryRun; prompt: PromptDocument }): VNode {
  const times = timesForEach(prompt)
  const toEach = times > 1 ? ' to each variant' : ''
  const { reached_per_day: reached, asked_per_day: asked, answers_per_day: answered } = run
  return (
    <>
      {reached === null || asked === null || answered === null ? (
        <p>Nobody has been counted at this moment yet, so nobody can say.</p>
      ) : (
        <p>
          Of {about(reached)} people a day, <strong>{about(asked)}</strong> would be asked and {about(answered)} would
          answer ({percent(run.response_rate)}, {FROM[run.response_rate_from]}).
        </p>
      )}
      {run.share_for_target !== null && (
        <p>For the answers that are wanted a week it would ask {aboutShare(run.share_for_target)}.</p>
      )}
      <ul class="until">
        {run.days_until.map(({ answers, days }) => (
          <li key={answers}>
            {daysSaid(days === null ? null : days * times)} until {answers} answers{toEach}{' '}
            <span class="hint">± {PRECISION[answers]} points</span>
          </li>
        ))}
      </ul>
      {run.crowds_out.map(({ prompt: other, people_per_day: people }) => (
        <p key={other}>
          It would want the same {about(people)} people a day as “{other}”.
        </p>
      ))}
      {run.notes.map((note) => (
        <p key={note} class="hint">
          {note}
        </p>
      ))}
    </>
  )
}

const daysSaid = (days: number | null): string =>
  days === null ? 'Never' : days <= 1 ? 'A day' : `${count(Math.ceil(days))} days`

/** `0.4`, `12`, `1,790`. */
const about = (n: number): string => (n > 0 && n < 10 ? String(Math.round(n * 10) / 10) : count(Math.round(n)))

const FROM: Record<DryRun['response_rate_from'], string> = {
  prompt: 'as measured here',
  project: 'as your prompts are answered',
  assumed: 'an assumption, for want of answers',
}
