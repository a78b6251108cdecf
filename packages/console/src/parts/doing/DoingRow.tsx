import type { DoingStep } from '@attune/protocol'
import type { ComponentChildren, VNode } from 'preact'

import { count, netInterval, percent, points, shareInterval, tierSentence } from '../../words.ts'
import { cornerName, inHundred, kindsOf, MISSING, struggleInterval } from './doing-words.ts'
import { duration } from './duration.ts'
import { Span } from './Span.tsx'

interface Props {
  step: DoingStep
  href: string
  /** The longest time of all steps, in seconds: where the axis of times ends. */
  longest: number
  /** The same of struggle: the highest rate. */
  most: number
}

/** A step: how many complete it, how long it takes, how often people struggle, and how it feels. */
export function DoingRow({ step, href, longest, most }: Props): VNode {
  const { completion, completion_missing: missing, took, struggle, feel } = step
  return (
    <li class="doing-row">
      <h3>
        <a href={href}>{step.name}</a>
        {step.corner !== null && <span class={`corner-name ${step.corner}`}>{cornerName(step)}</span>}
      </h3>
      <dl>
        <Measure name="Complete it" note={missing === null ? `of ${count(step.entered)} who came` : ''}>
          {completion === null ? (
            <span class="hint">{missing && MISSING[missing]}</span>
          ) : (
            <>
              <strong>{percent(completion)}</strong>{' '}
              <span class="interval">{shareInterval(step.completion_low, step.completion_high)}</span>
              <Span value={completion} low={step.completion_low} high={step.completion_high} />
            </>
          )}
        </Measure>
        <Measure name="Half take under" note={took === null ? '' : `a quarter over ${duration(took.upper)}`}>
          {took === null ? (
            <span class="hint">{step.completed === 0 ? 'No time is known' : 'Too few times are known'}</span>
          ) : (
            <>
              <strong>{duration(took.median)}</strong>{' '}
              <span class="interval">
                {duration(took.median_low)} to {duration(took.median_high)}
              </span>
              <Span value={took.median / longest} low={took.lower / longest} high={took.upper / longest} />
            </>
          )}
        </Measure>
        <Measure name="Struggle" note={kindsOf(struggle)}>
          {struggle.per_entered === null ? (
            <span class="hint">{struggle.n === 0 ? 'No signal was noticed' : 'Too few came by for a rate'}</span>
          ) : (
            <>
              <strong>{inHundred(struggle.per_entered)}</strong>{' '}
              <span class="interval">{struggleInterval(struggle)}</span>
              <Span
                value={struggle.per_entered / most}
                low={(struggle.per_entered_low ?? 0) / most}
                high={(struggle.per_entered_high ?? 0) / most}
              />
            </>
          )}
        </Measure>
        <Measure
          name="Net feel"
          note={
            feel.tier === 'none' || feel.tier === 'hidden'
              ? ''
              : `${count(feel.n)} answers${step.comparable ? '' : ', asked in different words'}`
          }
        >
          {feel.net === null ? (
            <span class="hint">{tierSentence(feel)}</span>
          ) : (
            <>
              <strong class={feel.tier === 'early' ? 'early' : ''}>{points(feel.net)}</strong>{' '}
              <span class="interval">{netInterval(feel)}</span>
              <Span
                value={(feel.net + 1) / 2}
                low={feel.net_low === null ? null : (feel.net_low + 1) / 2}
                high={feel.net_high === null ? null : (feel.net_high + 1) / 2}
                middle
                isEarly={feel.tier === 'early'}
              />
            </>
          )}
        </Measure>
      </dl>
    </li>
  )
}

function Measure({ name, note, children }: { name: string; note: string; children: ComponentChildren }): VNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {children}
        {note !== '' && <span class="hint block">{note}</span>}
      </dd>
    </div>
  )
}
