import type { CompareAnswer } from '@attune/protocol'
import type { VNode } from 'preact'

import { percent, shareInterval } from '../../words.ts'
import { Intervals } from '../charts/Intervals.tsx'
import { madeOf } from './made-of.ts'
import { sideName, sidePhrase } from './names.ts'
import { SURE } from './net-axis.ts'

/** How often somebody of the one side felt better than somebody of the other, around the 50 % of no difference. */
export function Chance({ answer }: { answer: CompareAnswer }): VNode | null {
  const { effect, a, b } = answer
  if (effect === null) return null
  const [first, second] = [sideName(answer, a), sideName(answer, b)]
  const { probability, low, high, anytime_low, anytime_high } = effect
  const reach = Math.min(0.5, Math.max(0.2, ...[anytime_low, anytime_high].map((end) => Math.abs((end ?? 0.5) - 0.5))))
  const end = Math.ceil(reach * 10 - ROUNDING) / 10
  const range = (from: number | null, to: number | null): string => shareInterval(from, to) || '–'
  return (
    <Intervals
      title={`How often a random visitor ${sidePhrase(answer, b)} felt better than one ${sidePhrase(answer, a)}`}
      hint={
        '50\u202f% is no difference. The band holds however often one looks; within the grey stretch a difference is too small to matter.'
      }
      made={madeOf(answer)}
      spoken={`${effect.sentence} However often one looks: ${range(anytime_low, anytime_high)}.`}
      rows={[
        {
          name: `${second} felt better`,
          value: probability,
          low: anytime_low,
          high: anytime_high,
          isEarly: Math.min(a.figures?.n ?? 0, b.figures?.n ?? 0) < SURE,
        },
      ]}
      domain={[0.5 - end, 0.5 + end]}
      zero={0.5}
      calm={[0.44, 0.56]}
      ends={['felt worse', 'felt better']}
      format={percent}
      table={{
        columns: ['', 'Chance', 'However often one looks', 'Of a single look', 'Size'],
        rows: [
          [
            `${second} felt better than ${first}`,
            percent(probability),
            range(anytime_low, anytime_high),
            `${range(low, high)}, p ${pValue(effect.p)}`,
            effect.size,
          ],
        ],
      }}
    />
  )
}

export const pValue = (p: number): string => (p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`)

const ROUNDING = 1e-6
