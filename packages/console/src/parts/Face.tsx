import type { VNode } from 'preact'

import type { Tone } from '../bars.ts'

/** A face, worst (1) to best (5): same circle, same eyes, only mouth and brow change. Its meaning stands beside it as text. */
export function Face({ tone, size = 20 }: { tone: Tone; size?: number }): VNode {
  const { mouth, brow } = FEATURES[tone]
  return (
    <svg class={`face tone-${tone}`} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <circle cx="12" cy="12" r="10.5" />
      <circle class="eye" cx="8.4" cy="10.2" r="1.35" />
      <circle class="eye" cx="15.6" cy="10.2" r="1.35" />
      <path class={tone === 5 ? 'open' : ''} d={mouth} />
      {brow !== '' && <path d={brow} />}
    </svg>
  )
}

const FEATURES: Record<Tone, { mouth: string; brow: string }> = {
  1: { mouth: 'M7.4 18Q12 13.4 16.6 18', brow: 'M6.2 7.8 9.4 6.2M17.8 7.8 14.6 6.2' },
  2: { mouth: 'M7.4 17Q12 14 16.6 17', brow: '' },
  3: { mouth: 'M7.6 16H16.4', brow: '' },
  4: { mouth: 'M7.4 15Q12 18.6 16.6 15', brow: '' },
  5: { mouth: 'M6.6 14H17.4Q16.4 19 12 19T6.6 14Z', brow: '' },
}
