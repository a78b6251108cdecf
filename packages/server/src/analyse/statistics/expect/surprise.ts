import { wilson } from '../wilson.ts'
import { logBetaEvalue } from './beta-evalue.ts'

/** What was felt, held against what was expected. */
export interface Surprise {
  /** The share who felt good less the expected one, with its 95 % interval. */
  gap: number
  low: number
  high: number
  /** In standard errors of the expectation; of a single look. */
  z: number
  /** The evidence against the expectation, as `logBetaEvalue`; and in bits, of which 4.3 are a surprise. */
  logEvidence: number
  bits: number
  status: 'worse' | 'better' | 'as_expected' | 'undecided'
}

/**
 * Whether people felt what the team expected.
 *
 * A surprise needs evidence of 1/α and a gap that matters, so it may be looked at every day and with any number of answers: where
 * the expectation is right, it is ever called a surprise with a probability of at most α. "As expected" is a finding of its own:
 * the interval lies within what makes no difference.
 * Source: e-values, see `logBetaEvalue`; the region of no difference after Kruschke, Adv. Methods Pract. Psychol. Sci. 1 (2018)
 * 270–280; the limits are ours.
 *
 * @param k Of `n` felt good. @param expected The share that was expected to, taken as 2 to 98 %: nobody is as sure as 0 or 100.
 * @param difference What makes a difference, as a share.
 * @returns null where nobody answered.
 */
export function surprise(k: number, n: number, expected: number, difference = 0.05, alpha = 0.05): Surprise | null {
  const interval = wilson(k, n)
  if (!interval) return null
  const held = Math.min(1 - SUREST, Math.max(SUREST, expected))
  const gap = k / n - expected
  const logEvidence = logBetaEvalue(k, n, held)
  const [low, high] = [interval.low - expected, interval.high - expected]
  const isSurprise = logEvidence >= -Math.log(alpha) && Math.abs(gap) >= difference - ROUNDING
  const isWithin = low >= -difference - ROUNDING && high <= difference + ROUNDING
  return {
    gap,
    low,
    high,
    z: (k / n - held) / Math.sqrt((held * (1 - held)) / n),
    logEvidence,
    bits: logEvidence / Math.LN2,
    status: isSurprise ? (gap < 0 ? 'worse' : 'better') : isWithin ? 'as_expected' : 'undecided',
  }
}

const SUREST = 0.02
/** 0.85 − 0.8 is less than 0.05 for a computer, and for nobody else. */
const ROUNDING = 1e-12
