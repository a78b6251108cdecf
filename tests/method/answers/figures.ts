import { SCALES } from '@attune/protocol'

import { lmg } from '../../../packages/server/src/analyse/statistics/drivers/lmg.ts'
import { relWeights } from '../../../packages/server/src/analyse/statistics/drivers/rel-weights.ts'
import { spearmanTable } from '../../../packages/server/src/analyse/statistics/drivers/spearman-table.ts'
import { stepCost } from '../../../packages/server/src/analyse/statistics/drivers/step-cost.ts'
import { ebShrink } from '../../../packages/server/src/analyse/statistics/eb-shrink.ts'
import { total } from '../../../packages/server/src/analyse/statistics/histogram.ts'
import { meanCi } from '../../../packages/server/src/analyse/statistics/mean-ci.ts'
import { metrics } from '../../../packages/server/src/analyse/statistics/metrics.ts'
import { nForHalfwidth } from '../../../packages/server/src/analyse/statistics/n-for-halfwidth.ts'
import { netCiOf } from '../../../packages/server/src/analyse/statistics/net-ci.ts'
import { clusterNeff } from '../../../packages/server/src/analyse/statistics/sampling/cluster-neff.ts'
import { manski } from '../../../packages/server/src/analyse/statistics/sampling/manski.ts'
import { rake } from '../../../packages/server/src/analyse/statistics/sampling/rake.ts'
import { rates } from '../../../packages/server/src/analyse/statistics/sampling/rates.ts'
import { sampleRate } from '../../../packages/server/src/analyse/statistics/sampling/sample-rate.ts'
import { weighted } from '../../../packages/server/src/analyse/statistics/sampling/weighted.ts'
import { wilson } from '../../../packages/server/src/analyse/statistics/wilson.ts'

const FACES = SCALES.faces

/** Figures of one step or of several, their drivers, and what sampling does to them: in the words of the cases. */
export const FIGURES = {
  metrics({ s }: { s: number[] }) {
    const found = metrics(s, FACES)
    if (!found) return { n: total(s), pos: null, neu: null, neg: null, net: null, mean: null, sd: null }
    const { n, positive, neutral, negative, net, mean, sd } = found
    return { n, pos: positive, neu: neutral, neg: negative, net, mean, sd }
  },
  wilson({ k, n }: { k: number; n: number }) {
    return pair(wilson(k, n))
  },
  netCi({ s }: { s: number[] }) {
    const { estimate, standardError, low, high } = netCiOf(s, FACES)
    return { est_adj: estimate, se: standardError, lo: low, hi: high }
  },
  meanCi({ s }: { s: number[] }) {
    const found = meanCi(s, FACES)
    return found && { mean: metrics(s, FACES)?.mean, lo: found.low, hi: found.high }
  },
  nForHalfwidth({ h }: { h: number }) {
    return nForHalfwidth(h)
  },
  ebShrink({ steps = [], ...given }: { steps?: number[][]; y?: number[]; v?: number[] }) {
    const intervals = steps.map((scores) => netCiOf(scores, FACES))
    const y = given.y ?? intervals.map(({ estimate }) => estimate)
    const v = given.v ?? intervals.map(({ standardError }) => standardError ** 2)
    const found = ebShrink(y, v)
    if (!found) return null
    const { mean, tau2, q, pull, theta, sd, below } = found
    return { mu: mean, tau2, Q: q, B: pull, theta, sd, p_below_mu: below }
  },
  spearmanTable({ T }: { T: number[][] }) {
    const found = spearmanTable(T)
    if (!found) return null
    const { n, r, low, high, fisher, standardError } = found
    return { n, r, lo: low, hi: high, zf: fisher, se: standardError }
  },
  stepCost({ T }: { T: number[][] }) {
    const found = stepCost(T, FACES, FACES)
    if (!found) return null
    const { n, bad, shareBad, netIfBad, netIfOk, net, lift, cost, standardError, low, high } = found
    const nets = { net_if_bad: netIfBad, net_if_ok: netIfOk, net, lift }
    return { n, n_bad: bad, share_bad: shareBad, ...nets, cost, se: standardError, lo: low, hi: high }
  },
  relWeights({ R, r }: { R: number[][]; r: number[] }) {
    const found = relWeights(R, r)
    return found && { raw: found.raw, r2: found.r2, share: found.share, min_eig: found.leastEigenvalue }
  },
  lmg({ R, r }: { R: number[][]; r: number[] }) {
    return lmg(R, r)
  },
  rates(counts: Parameters<typeof rates>[0]) {
    const { coverage, answer, dismiss, ignore, cooperation, heard, comment, balance } = rates(counts)
    const ofShown = { answer_rate: answer, dismiss_rate: dismiss, ignore_rate: ignore }
    return { coverage, ...ofShown, cooperation, heard_of_all: heard, comment_rate: comment, balance }
  },
  weighted({ rows }: { rows: [number, number][] }) {
    const found = weighted(rows, FACES)
    if (!found) return null
    const { positive, net, n, effective, designEffect, interval } = found
    return { pos: positive, net, n, neff: effective, deff: designEffect, ci: pair(interval) }
  },
  manski({ pos, answered, shown }: { pos: number; answered: number; shown: number }) {
    return pair(manski(pos, answered, shown))
  },
  rake({ table, rows, cols }: { table: number[][]; rows: number[]; cols: number[] }) {
    return rake(table, rows, cols)
  },
  sampleRate({ target, eligible, answer_rate }: { target: number; eligible: number; answer_rate: number }) {
    return sampleRate(target, eligible, answer_rate)
  },
  clusterNeff({ n, persons, rho }: { n: number; persons: number; rho?: number }) {
    return clusterNeff(n, persons, rho)
  },
}

function pair(interval: { low: number; high: number } | null): [number, number] | null {
  return interval && [interval.low, interval.high]
}
