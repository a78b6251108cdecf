import type {
  CompareCondition,
  CompareEffect,
  CompareOutcome,
  CompareRates,
  CompareRatio,
  CompareVerdict,
} from '@attune/protocol'

import { MIN_ANSWERS } from '../figures.ts'
import { asympcsA } from '../statistics/compare/asympcs.ts'
import { type Histogram, total } from '../statistics/histogram.ts'
import { ofTheTime, type SideWords } from './findings.ts'

/** What a verdict is made of. */
export interface Judged {
  a: Histogram
  b: Histogram
  words: SideWords
  effect: CompareEffect | null
  ratio: CompareRatio | null
  rates: CompareRates | null
  /** Whole weeks on each side; null where the sides lie in the same days. */
  weeks: number | null
  /** Whether the sides lie in different times, which may be why they felt differently. */
  isOfTime: boolean
}

/**
 * Whether people felt better, in one plain sentence, and what that rests on. "Better" needs every condition; what is not known or
 * does not apply stands in nobody's way.
 *
 * No difference is only said where the interval leaves no room for one that matters: too few answers are no such finding.
 * Source: docs/method.md, "Comparing".
 */
export function judge(judged: Judged): { verdict: CompareVerdict; conditions: CompareCondition[] } {
  const { a, b, effect, ratio, rates, weeks } = judged
  const standing = standingOf(effect)
  const isAnswered = Math.min(total(a), total(b)) >= MIN_ANSWERS_EACH
  const conditions: CompareCondition[] = [
    { id: 'weeks', met: weeks === null ? null : weeks >= MIN_WEEKS },
    { id: 'answers', met: isAnswered },
    { id: 'sample_ratio', met: ratio && ratio.p >= MIN_RATIO_P },
    { id: 'answer_rate', met: rates && rates.p >= MIN_RATES_P },
    { id: 'interval', met: effect && excludesHalf(effect) },
    { id: 'effect', met: effect && isLarge(effect.probability) },
  ]
  const unmet = new Set(conditions.filter(({ met }) => met === false).map(({ id }) => id))
  const outcome: CompareOutcome = BLOCKING.some((id) => unmet.has(id)) ? 'undecided' : standing
  // Answers mend neither a broken split nor who answers.
  const isMendable = !unmet.has('sample_ratio') && !unmet.has('answer_rate')
  const more = outcome === 'undecided' && isMendable && (standing === 'undecided' || !isAnswered) ? wanted(a, b) : null
  return { verdict: { outcome, sentence: say(judged, outcome, unmet, more), more }, conditions }
}

function standingOf(effect: CompareEffect | null): CompareOutcome {
  if (!effect) return 'undecided'
  const { probability, anytime_low: low, anytime_high: high } = effect
  // Everybody gave the very same score.
  if (low === null || high === null) return 'no_difference'
  if (excludesHalf(effect) && isLarge(probability)) return probability > 0.5 ? 'better' : 'worse'
  return !isLarge(low) && !isLarge(high) ? 'no_difference' : 'undecided'
}

function excludesHalf({ anytime_low: low, anytime_high: high }: CompareEffect): boolean {
  return (low !== null && low > 0.5) || (high !== null && high < 0.5)
}

/** Held against the printed limits themselves: 0.56 − 0.5 is more than 0.06 for a computer. */
function isLarge(probability: number): boolean {
  return probability >= 0.5 + MIN_EFFECT || probability <= 0.5 - MIN_EFFECT
}

/**
 * How many more answers would decide, should they come as they have: the interval narrows as if everybody came again so many times.
 *
 * Of one course that goes on; another half of them takes longer. Null where even a million would hardly do.
 */
function wanted(a: Histogram, b: Histogram): CompareVerdict['more'] {
  const [m, n] = [total(a), total(b)]
  if (Math.min(m, n) < MIN_ANSWERS)
    return { a: Math.max(0, MIN_ANSWERS_EACH - m), b: Math.max(0, MIN_ANSWERS_EACH - n) }
  const least = Math.max(1, MIN_ANSWERS_EACH / Math.min(m, n))
  const decides = (times: number) => {
    const found = asympcsA(
      a.map((k) => k * times),
      b.map((k) => k * times),
    )
    if (!found) return false
    const effect = { probability: found.a, anytime_low: found.low, anytime_high: found.high }
    return standingOf(effect as CompareEffect) !== 'undecided'
  }
  let [low, high] = [least, least]
  while (!decides(high)) {
    if ((m + n) * high > MAX_WANTED) return null
    ;[low, high] = [high, high * 2]
  }
  for (let i = 0; i < 40; i++) {
    const middle = (low + high) / 2
    if (decides(middle)) high = middle
    else low = middle
  }
  return { a: Math.ceil(m * high - m - ROUNDING), b: Math.ceil(n * high - n - ROUNDING) }
}

function say(
  judged: Judged,
  outcome: CompareOutcome,
  unmet: ReadonlySet<CompareCondition['id']>,
  more: CompareVerdict['more'],
): string {
  const { words, effect, rates } = judged
  const found = effect
    ? `a random visitor ${words.b} felt better than one ${words.a} ${ofTheTime(effect.probability, effect.anytime_low, effect.anytime_high, ' however often one looks')}`
    : ''
  const because = judged.isOfTime ? '; time may explain this' : ''
  if (outcome === 'better' || outcome === 'worse') return `Visitors ${words.b} felt ${outcome}: ${found}${because}.`
  if (outcome === 'no_difference') return `No difference detected, and none that would matter is likely: ${found}.`
  if (unmet.has('sample_ratio'))
    return 'Undecided: the variants were not shown as often as their weights say, so that something is wrong with the split.'
  if (unmet.has('answer_rate') && rates) {
    const [a, b] = [rates.a, rates.b].map((rate) => (rate * 100).toFixed(1))
    return `Undecided: different people answered, ${b} % of those asked ${words.b} and ${a} % ${words.a}.`
  }
  const moreWords = more ? ` ${needs(more, words)}` : ''
  if (unmet.has('weeks')) {
    const weeks = judged.weeks === 1 ? 'one whole week is' : 'no whole week is'
    return `Undecided: only ${weeks} over and counted on both sides, and it takes ${MIN_WEEKS}.${moreWords}`.replace(
      'only no',
      'no',
    )
  }
  if (unmet.has('answers')) return `Undecided: it takes ${MIN_ANSWERS_EACH} answers on each side.${moreWords}`
  return `Undecided: ${found}.${moreWords || ' Even a million more answers might not tell.'}`
}

function needs(more: NonNullable<CompareVerdict['more']>, words: SideWords): string {
  return `About ${more.a.toLocaleString('en')} more answers ${words.a} and ${more.b.toLocaleString('en')} ${words.b} would tell, should they come as so far.`
}

/** What has to hold before anything is said of what people felt. */
const BLOCKING = ['weeks', 'answers', 'sample_ratio', 'answer_rate'] as const
const MIN_WEEKS = 2
const MIN_ANSWERS_EACH = 50
const MIN_RATIO_P = 0.001
const MIN_RATES_P = 0.01
const MIN_EFFECT = 0.06
const MAX_WANTED = 1_000_000
const ROUNDING = 1e-6
