import type { Burst } from '@attune/protocol'
import type { VNode } from 'preact'

import { hrefOf } from '../../route.ts'
import { count } from '../../words.ts'
import { burstHour } from './burst-hour.ts'

interface Props {
  project: string
  bursts: Burst[]
  /** Whose clock the hours are told by. */
  zone: string
  /** Whether single answers are told with their time. */
  isOpen: boolean
}

/** Hours in which far more people answered than usual, each opening into what they said: a mark and not a verdict. */
export function Bursts({ project, bursts, zone, isOpen }: Props): VNode | null {
  if (bursts.length === 0) return null
  return (
    <section class="delivery-part">
      <h2>Hours in which far more people answered than usual</h2>
      <p class="hint">
        One angry evening, a campaign and a script that stuffs the box look the same in numbers, so nothing is taken
        out.
        {isOpen
          ? ' Read what was said: people differ from each other, scripts do not.'
          : ' Nobody is told of by the hour here, so that nobody can be made out. Ask whoever runs the site what happened then.'}
      </p>
      <ul class="reasons">
        {bursts.map(({ prompt, step, day, hour, answers, usual }) => {
          const [journey = '', name = ''] = step.split('/')
          const search = `?${new URLSearchParams({ ...(name !== '' && { step: name }), prompt, from: day, to: day })}`
          return (
            <li key={`${prompt} ${step} ${day} ${hour}`}>
              <p>
                <strong>{count(answers)}</strong> answers at {step}, {burstHour({ day, hour }, zone)}
              </p>
              <p class="hint">
                {count(usual)} are usual in an hour.{' '}
                {isOpen && (
                  <a href={hrefOf({ page: 'analyse', project, journey, view: 'voices', search })}>Read them</a>
                )}
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
