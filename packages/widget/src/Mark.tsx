import type { Scale } from '@attune/protocol'

import { Face } from './Face.tsx'
import type { Point } from './points.ts'

/** What stands for one point of a scale: a face, a star, a thumb, or its number. */
export function Mark({ scale, point: { feel, face } }: { scale: Scale; point: Point }) {
  if (scale === 'faces') return <Face face={face} />
  const isStars = scale === 'stars'
  if (!isStars && scale !== 'thumbs') return <b aria-hidden="true">{feel}</b>
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" class={scale}>
      <path d={isStars ? STAR : THUMB} transform={feel === 1 && !isStars ? 'matrix(1 0 0-1 0 32)' : undefined} />
    </svg>
  )
}

const STAR = 'M16 3.5l3.8 8 8.7 1.1-6.4 6.1 1.6 8.7L16 23.2l-7.7 4.2 1.6-8.7-6.4-6.1 8.7-1.1z'
const THUMB = 'M10 14l5-9.5q3.5.5 3 4.5l-.7 4h7.7q2.6.4 2.2 3l-1.7 8q-.6 2.5-3 2.5H5.5V14z'
