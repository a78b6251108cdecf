import type { VNode } from 'preact'

interface Props {
  /** From 0, the left end, to 1; what is beyond stands at the end. */
  value: number
  low: number | null
  high: number | null
  /** Draws where the axis has its middle. */
  middle?: boolean
  /** Too few people to rely on it. */
  isEarly?: boolean
}

/** A value on a line, with its interval as a band; the words beside it say the same. */
export function Span({ value, low, high, middle = false, isEarly = false }: Props): VNode {
  const at = (share: number): string => `${(Math.max(0, Math.min(1, share)) * 100).toFixed(2)}%`
  const [from, to] = [Math.max(0, low ?? value), Math.min(1, high ?? value)]
  return (
    <svg class={isEarly ? 'span early' : 'span'} height="16" aria-hidden="true">
      <line class="axis" x1="0" x2="100%" y1="8" y2="8" />
      {middle && <line class="axis" x1="50%" x2="50%" y1="2" y2="14" />}
      <rect class="reach" x={at(from)} width={at(Math.max(0.01, to - from))} y="2" height="12" rx="4" />
      <circle cx={at(value)} cy="8" r="4" />
    </svg>
  )
}
