/** A forecast that is closed, and what came of it. Shares are from 0 to 1. */
export interface Prediction {
  /** The expected share, and the range given as 80 % sure. */
  expected: number
  low80: number
  high80: number
  /** `k` of `n` felt good; n over 0. */
  k: number
  n: number
  /** What "the same as last time" would have said. */
  base: number
}

/** How good one forecast was; 0 is perfect, but for `isCovered`. */
export interface PredictionScore {
  /** What came of it. */
  share: number
  /** Over 0: too rosy. */
  bias: number
  /** The squared error; and without what chance adds to it. */
  brierExcess: number
  brierExcessUnbiased: number
  /** The Kullback–Leibler divergence; Infinity where it was sure of what did not come. */
  logExcess: number
  /** The width of the range, and ten times what it missed by. */
  intervalScore: number
  isCovered: boolean
  /** The squared error of "the same as last time". */
  baseSquare: number
}

/** How good somebody's forecasts are. */
export interface PredictionRecord {
  each: PredictionScore[]
  meanBias: number
  meanAbsoluteError: number
  meanBrierExcess: number
  meanBrierExcessUnbiased: number
  /** The share of ranges that held; .8 is calibrated. */
  coverage80: number
  meanIntervalScore: number
  /** 1 is perfect, 0 as good as "the same as last time"; null where that was perfect. */
  skill: number | null
}

/**
 * Scores closed forecasts by proper rules: nothing is gained by saying other than what one believes. Null where there are none.
 *
 * The Brier score of single answers holds p(1 − p) that no forecast can avoid, so only the excess is shown.
 * Source: Brier, Mon. Weather Rev. 78 (1950) 1–3; Gneiting & Raftery, J. Am. Stat. Assoc. 102 (2007) 359–378.
 */
export function scorePredictions(predictions: readonly Prediction[]): PredictionRecord | null {
  if (predictions.length === 0) return null
  const each = predictions.map(scoreOne)
  const mean = (of: (one: PredictionScore) => number) => each.reduce((sum, one) => sum + of(one), 0) / each.length
  const meanBase = mean((one) => one.baseSquare)
  const meanBrierExcess = mean((one) => one.brierExcess)
  return {
    each,
    meanBias: mean((one) => one.bias),
    meanAbsoluteError: mean((one) => Math.abs(one.bias)),
    meanBrierExcess,
    meanBrierExcessUnbiased: mean((one) => one.brierExcessUnbiased),
    coverage80: mean((one) => Number(one.isCovered)),
    meanIntervalScore: mean((one) => one.intervalScore),
    skill: meanBase > 0 ? 1 - meanBrierExcess / meanBase : null,
  }
}

function scoreOne({ expected: e, low80, high80, k, n, base }: Prediction): PredictionScore {
  const p = k / n
  const bias = e - p
  return {
    share: p,
    bias,
    brierExcess: bias * bias,
    // One answer is all chance, and is 0 or 1 itself: nothing is to be taken off.
    brierExcessUnbiased: bias * bias - (n > 1 ? (p * (1 - p)) / (n - 1) : 0),
    logExcess: divergence(p, e) + divergence(1 - p, 1 - e),
    intervalScore: high80 - low80 + MISSED * (Math.max(0, low80 - p) + Math.max(0, p - high80)),
    isCovered: low80 <= p && p <= high80,
    baseSquare: (base - p) ** 2,
  }
}

function divergence(p: number, e: number): number {
  return p === 0 ? 0 : p * Math.log(p / e)
}

/** 2/α of an 80 % interval. */
const MISSED = 10
