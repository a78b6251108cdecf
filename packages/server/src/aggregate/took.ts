/**
 * The step of the ladder that a time stands on, as counts keep it: a whole number as text. Step i holds times from 2^(i/4) seconds
 * to just under 2^((i+1)/4): each is a fifth longer than the one before it, so that a second's difference is told of seconds and not
 * of hours, and any time at all is one of 75 values.
 *
 * @param ms Milliseconds. A quarter of a second and less, and a day and more, share the first and the last step.
 */
export function tookStep(ms: number): string {
  const step = Math.floor(4 * Math.log2(Math.max(ms, 1) / 1000))
  return String(Math.min(LAST, Math.max(FIRST, step)))
}

/** Where a step of the ladder begins, in seconds; it ends where the next one begins. */
export function tookFrom(step: number): number {
  return 2 ** (step / 4)
}

/** A quarter of a second. */
const FIRST = -8
/** 22 to 26 hours, and whatever is longer. */
const LAST = 66
