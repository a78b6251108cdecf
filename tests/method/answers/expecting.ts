import { beliefUpdate } from '../../../packages/server/src/analyse/statistics/expect/belief-update.ts'
import { betaCs, logBetaEvalue } from '../../../packages/server/src/analyse/statistics/expect/beta-evalue.ts'
import { kappaFromRange } from '../../../packages/server/src/analyse/statistics/expect/kappa-from-range.ts'
import { logDirichletEvalue } from '../../../packages/server/src/analyse/statistics/expect/log-dirichlet-evalue.ts'
import { scorePredictions } from '../../../packages/server/src/analyse/statistics/expect/score-predictions.ts'
import { surprise } from '../../../packages/server/src/analyse/statistics/expect/surprise.ts'

interface Row {
  e: number
  lo80: number
  hi80: number
  k: number
  n: number
  base: number
}

/** What was expected against what was felt: in the words of the cases. */
export const EXPECTING = {
  logBetaEvalue({ k, n, p0, a = 1, b = 1 }: { k: number; n: number; p0: number; a?: number; b?: number }) {
    return logBetaEvalue(k, n, p0, { a, b })
  },
  betaCs({ k, n, alpha, a = 1, b = 1 }: { k: number; n: number; alpha?: number; a?: number; b?: number }) {
    const { low, high } = betaCs(k, n, alpha, { a, b })
    return [low, high]
  },
  logDirichletEvalue({ s, q }: { s: number[]; q: number[] }) {
    return logDirichletEvalue(s, q)
  },
  surprise({ k, n, e, d, alpha }: { k: number; n: number; e: number; d?: number; alpha?: number }) {
    const found = surprise(k, n, e, d, alpha)
    if (!found) return null
    const { gap, low, high, z, logEvidence, bits, status } = found
    return { gap, gap_lo: low, gap_hi: high, z, log_e: logEvidence, bits, status }
  },
  kappaFromRange({ e, lo80, hi80 }: { e: number; lo80: number; hi80: number }) {
    return kappaFromRange(e, lo80, hi80)
  },
  beliefUpdate({ k, n, e, kappa, d }: { k: number; n: number; e: number; kappa: number; d?: number }) {
    const found = beliefUpdate(k, n, e, kappa, d)
    return {
      prior_a: found.priorA,
      prior_b: found.priorB,
      post_mean: found.mean,
      post_lo80: found.low80,
      post_hi80: found.high80,
      p_worse: found.worse,
      p_better: found.better,
      prior_pred_tail: found.surprise,
    }
  },
  scorePredictions({ rows }: { rows: Row[] }) {
    const found = scorePredictions(
      rows.map(({ e, lo80, hi80, ...row }) => ({ ...row, expected: e, low80: lo80, high80: hi80 })),
    )
    return (
      found && {
        per: found.each.map((one) => ({
          p: one.share,
          bias: one.bias,
          brier_excess: one.brierExcess,
          brier_excess_unbiased: one.brierExcessUnbiased,
          log_excess: one.logExcess,
          interval_score: one.intervalScore,
          covered: one.isCovered,
          base_sq: one.baseSquare,
        })),
        mean_bias: found.meanBias,
        mae: found.meanAbsoluteError,
        mean_brier_excess: found.meanBrierExcess,
        mean_brier_excess_unbiased: found.meanBrierExcessUnbiased,
        coverage80: found.coverage80,
        mean_interval_score: found.meanIntervalScore,
        skill: found.skill,
      }
    )
  },
}
