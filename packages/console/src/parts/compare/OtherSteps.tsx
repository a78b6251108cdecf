import type { CompareAnswer, CompareOptions } from '@attune/protocol'
import type { VNode } from 'preact'

import { count, points } from '../../words.ts'
import { Intervals } from '../charts/Intervals.tsx'
import { withStep } from './asked.ts'
import { madeOf } from './made-of.ts'
import { stepName } from './names.ts'
import { netAxis, SURE } from './net-axis.ts'

interface Props {
  answer: CompareAnswer
  options: CompareOptions
  search: URLSearchParams
  hrefFor: (search: string) => string
}

/** How net feel changed at each of the other steps in the same days, and the way to each. */
export function OtherSteps({ answer, options, search, hrefFor }: Props): VNode | null {
  const order = options.steps.map(({ id }) => id)
  const others = answer.others.toSorted((one, other) => order.indexOf(one.step) - order.indexOf(other.step))
  if (others.length === 0) return null
  const isTime = answer.by === 'time' || answer.by === 'period'
  const rows = others.map(({ step, a, b, net: { difference, low, high } }) => ({
    name: stepName(options, step),
    note: `${count(a)} and ${count(b)} answers`,
    value: difference,
    low,
    high,
    isEarly: Math.min(a, b) < SURE,
  }))
  const clear = rows.filter(({ low, high, isEarly }) => !isEarly && (low > 0 || high < 0)).map(({ name }) => name)
  return (
    <section class="other-steps">
      <Intervals
        title="The other steps, between the same sides"
        hint={
          rows.length > 4
            ? 'Change of net feel in points, with 95\u202f% intervals. One step in twenty is clear of the line by chance alone.'
            : 'Change of net feel in points, with 95\u202f% intervals.'
        }
        made={madeOf(answer, { a: sumOf(others, 'a'), b: sumOf(others, 'b') })}
        spoken={clear.length === 0 ? 'None is clear of no change.' : `Clear of no change: ${clear.join(', ')}.`}
        rows={rows}
        {...netAxis(rows, isTime)}
        table={{
          columns: ['Step', 'Change of net feel', '95\u202f% interval', 'Answers'],
          rows: others.map(({ step, a, b, net }) => [
            stepName(options, step),
            points(net.difference),
            `${points(net.low)} to ${points(net.high)}`,
            `${count(a)} and ${count(b)}`,
          ]),
        }}
      />
      <p>
        Look closer at{' '}
        {others.map(({ step }, index) => (
          <span key={step}>
            {index > 0 && (index === others.length - 1 ? ' or ' : ', ')}
            <a href={hrefFor(withStep(search, step))} data-replace="">
              {stepName(options, step)}
            </a>
          </span>
        ))}
        .
      </p>
    </section>
  )
}

const sumOf = (others: CompareAnswer['others'], side: 'a' | 'b'): number =>
  others.reduce((sum, other) => sum + other[side], 0)
