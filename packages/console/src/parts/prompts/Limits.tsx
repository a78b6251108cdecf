import type { PromptDocument, Quota } from '@attune/protocol'
import type { VNode } from 'preact'

import { instantOf, localOf } from '../../configure/local-time.ts'

interface Props {
  prompt: PromptDocument
  /** IANA name of the zone that times are of. */
  zone: string
  onChange: (next: PromptDocument) => void
}

/** How long it is asked, and how many answers are enough. */
export function Limits({ prompt, zone, onChange }: Props): VNode {
  const { schedule = {}, quota } = prompt
  const setSchedule = (name: 'from' | 'until', local: string): void => {
    const { schedule: _, ...rest } = prompt
    const { [name]: __, ...other } = schedule
    const at = instantOf(local, zone)
    const next = { ...other, ...(at !== undefined && { [name]: at }) }
    onChange({ ...rest, ...(Object.keys(next).length > 0 && { schedule: next }) })
  }
  const setQuota = (next: Quota | undefined): void => {
    const { quota: _, ...rest } = prompt
    onChange({ ...rest, ...(next && { quota: next }) })
  }
  return (
    <section class="chapter" aria-labelledby="limits">
      <h2 id="limits">How long, and how many</h2>
      <div class="pair">
        {(['from', 'until'] as const).map((name) => (
          <div key={name} class="field">
            <label for={`schedule-${name}`}>{name === 'from' ? 'From' : 'Until'}</label>
            <input
              id={`schedule-${name}`}
              type="datetime-local"
              value={localOf(schedule[name], zone)}
              onChange={(event) => setSchedule(name, event.currentTarget.value)}
            />
          </div>
        ))}
      </div>
      <p class="hint">Empty: from when it is published, until you pause it. Times are those of {zone}.</p>
      <p class="sentence small">
        Stop asking after{' '}
        <input
          type="number"
          aria-label="Answers that are enough"
          min={1}
          max={10_000_000}
          placeholder="no number of"
          value={quota?.answers ?? ''}
          onInput={(event) => {
            const answers = Math.round(Number(event.currentTarget.value))
            setQuota(answers > 0 ? { ...quota, answers } : undefined)
          }}
        />{' '}
        answers{' '}
        <select
          aria-label="In which time"
          value={quota?.per ?? 'ever'}
          disabled={quota === undefined}
          onChange={(event) => {
            const per = event.currentTarget.value as NonNullable<Quota['per']>
            if (quota) setQuota({ answers: quota.answers, ...(per !== 'ever' && { per }) })
          }}
        >
          <option value="ever">in all</option>
          <option value="day">a day</option>
          <option value="week">a week</option>
        </select>
        .
      </p>
    </section>
  )
}
