import type { CompareAnswer, CompareDifference, CompareOptions } from '@attune/protocol'
import type { VNode } from 'preact'

import { count, points } from '../../words.ts'
import { type Interval, Intervals } from '../charts/Intervals.tsx'
import { madeOf } from './made-of.ts'
import { stepName } from './names.ts'
import { netAxis, SURE } from './net-axis.ts'

/** How net feel changed here, at the other steps, and how much more here than there. */
export function NetChanges({ answer, options }: { answer: CompareAnswer; options: CompareOptions }): VNode | null {
  const { net, control, by, a, b } = answer
  if (net === null) return null
  const isTime = by === 'time' || by === 'period'
  const here = stepName(options, answer.step)
  const rows = [
    rowOf(here, net, Math.min(a.figures?.n ?? 0, b.figures?.n ?? 0)),
    ...(control ? [rowOf('Other steps together', control.net, Math.min(control.a, control.b))] : []),
    ...(control?.beyond ? [rowOf(`${here}, beyond the others`, control.beyond, Infinity)] : []),
  ]
  return (
    <Intervals
      title={isTime ? 'How net feel changed' : 'How net feel differs'}
      hint={
        control
          ? `In points, with 95\u202f% intervals. What moves the other steps too, such as a season, is not this step’s doing.`
          : 'In points, with its 95\u202f% interval.'
      }
      made={madeOf(answer)}
      spoken={rows.map((row) => `${row.name}: ${points(row.value ?? 0)}, ${rangeOf(row)}.`).join(' ')}
      rows={rows}
      {...netAxis(rows, isTime)}
      table={{
        columns: ['', 'Change of net feel', '95\u202f% interval', 'Answers'],
        rows: rows.map((row, index) => [
          row.name,
          points(row.value ?? 0),
          rangeOf(row),
          index === 0
            ? `${count(a.figures?.n ?? 0)} and ${count(b.figures?.n ?? 0)}`
            : index === 1 && control
              ? `${count(control.a)} and ${count(control.b)}`
              : '–',
        ]),
      }}
    />
  )
}

function rowOf(name: string, { difference, low, high }: CompareDifference, n: number): Interval {
  return { name, value: difference, low, high, isEarly: n < SURE }
}

const rangeOf = ({ low, high }: Interval): string => `${points(low ?? 0)} to ${points(high ?? 0)}`
