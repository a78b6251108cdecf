import type { Device } from '@attune/protocol'

/** The kind of device, coarsely, by what it is: figures are split by it, and nothing depends on it. */
export const deviceOf = (isTouched: boolean, { width, height }: { width: number; height: number }): Device =>
  isTouched ? (Math.min(width, height) < SMALLEST_TABLET ? 'mobile' : 'tablet') : 'desktop'

/** The shorter side, in CSS pixels. */
const SMALLEST_TABLET = 600
