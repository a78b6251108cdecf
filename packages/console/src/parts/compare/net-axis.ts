import { points } from '../../words.ts'
import type { Interval } from '../charts/Intervals.tsx'

interface NetAxis {
  domain: [number, number]
  zero: number
  ends: [string, string]
  format: (value: number) => string
}

/** The axis of changes of net feel: as far to both sides as the intervals reach. @param isTime Whether the sides follow each other. */
export function netAxis(rows: readonly Interval[], isTime: boolean): NetAxis {
  const reach = Math.max(LEAST, ...rows.flatMap(({ low, high }) => [Math.abs(low ?? 0), Math.abs(high ?? 0)]))
  const end = Math.ceil(reach * 10) / 10
  return {
    domain: [-end, end],
    zero: 0,
    ends: isTime ? ['got worse', 'got better'] : ['felt worse', 'felt better'],
    format: points,
  }
}

const LEAST = 0.2
/** With fewer answers on a side it is an early signal. */
export const SURE = 30
