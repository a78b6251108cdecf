import { SCALES } from '@attune/protocol'

import { aMeasure } from '../../../packages/server/src/analyse/statistics/compare/a-measure.ts'
import { asympcsA, asympcsFactor } from '../../../packages/server/src/analyse/statistics/compare/asympcs.ts'
import { bh } from '../../../packages/server/src/analyse/statistics/compare/bh.ts'
import { didNet } from '../../../packages/server/src/analyse/statistics/compare/did-net.ts'
import { ebh } from '../../../packages/server/src/analyse/statistics/compare/ebh.ts'
import { mannWhitney } from '../../../packages/server/src/analyse/statistics/compare/mann-whitney.ts'
import { netDiff } from '../../../packages/server/src/analyse/statistics/compare/net-diff.ts'
import { newcombeDiff } from '../../../packages/server/src/analyse/statistics/compare/newcombe-diff.ts'
import { shapeTest } from '../../../packages/server/src/analyse/statistics/compare/shape-test.ts'
import { srm } from '../../../packages/server/src/analyse/statistics/compare/srm.ts'
import { vdLabel } from '../../../packages/server/src/analyse/statistics/compare/vd-label.ts'
import { windows } from '../../../packages/server/src/analyse/statistics/compare/windows.ts'
import { cusum } from '../../../packages/server/src/analyse/statistics/drift/cusum.ts'
import { ewma } from '../../../packages/server/src/analyse/statistics/drift/ewma.ts'
import { laney } from '../../../packages/server/src/analyse/statistics/drift/laney.ts'
import { ordinalZ } from '../../../packages/server/src/analyse/statistics/drift/ordinal-z.ts'

const FACES = SCALES.faces

interface Two {
  a: number[]
  b: number[]
}

/** Two groups, many tests at once, and drift: in the words of the cases. */
export const COMPARING = {
  shapeTest({ a, b }: Two) {
    const found = shapeTest(a, b, FACES)
    if (!found) return null
    return { chi2: found.chi2, df: found.df, p: found.p, merged: found.isMerged, min_expected: found.leastExpected }
  },
  newcombeDiff({ k1, n1, k2, n2 }: { k1: number; n1: number; k2: number; n2: number }) {
    const found = newcombeDiff(k1, n1, k2, n2)
    return found && { diff: found.estimate, lo: found.low, hi: found.high }
  },
  netDiff({ a, b }: Two) {
    const found = netDiff(a, b, FACES)
    return found && { diff: found.difference, diff_adj: found.estimate, lo: found.low, hi: found.high }
  },
  didNet({ a0, a1, c0, c1 }: { a0: number[]; a1: number[]; c0: number[]; c1: number[] }) {
    const found = didNet({ before: a0, after: a1 }, { before: c0, after: c1 }, FACES)
    return found && { did: found.difference, lo: found.low, hi: found.high }
  },
  aMeasure({ a, b }: Two) {
    const found = aMeasure(a, b)
    if (!found) return null
    const { standardError, logitStandardError, low, high, z, p, cliffsDelta, method } = found
    const spread = { se: standardError, se_logit: logitStandardError, lo: low, hi: high }
    return { A: found.a, ...spread, z, p, cliffs_delta: cliffsDelta, method }
  },
  mannWhitney({ a, b }: Two) {
    const found = mannWhitney(a, b)
    return found && { U: found.u, z: found.z, p: found.p }
  },
  vdLabel({ A }: { A: number }) {
    return vdLabel(A)
  },
  asympcsFactor({ N, Nstar, alpha }: { N: number; Nstar?: number; alpha?: number }) {
    return asympcsFactor(N, Nstar, alpha)
  },
  asympcsA({ a, b, Nstar, alpha }: Two & { Nstar?: number; alpha?: number }) {
    const found = asympcsA(a, b, Nstar, alpha)
    return found && { A: found.a, lo: found.low, hi: found.high, factor: found.factor }
  },
  bh({ p }: { p: number[] }) {
    return bh(p)
  },
  ebh({ e, alpha }: { e: number[]; alpha?: number }) {
    return ebh(e, alpha)
  },
  laney({ x, n }: { x: number[]; n: number[] }) {
    const found = laney(x, n)
    if (!found) return null
    const { centre, sigmaZ, z, low, high, isOut } = found
    return { pbar: centre, sigma_z: sigmaZ, z, lcl: low, ucl: high, out: isOut }
  },
  ewma({ z, lam, L }: { z: number[]; lam?: number; L?: number }) {
    return ewma(z, lam, L)
  },
  cusum({ z, k, h }: { z: number[]; k: number; h: number }) {
    return cusum(z, k, h)
  },
  ordinalZ({ day, base }: { day: number[]; base: number[] }) {
    const found = ordinalZ(day, base)
    return found && { A: found.a, z: found.z, ridits: found.ridits }
  },
  srm({ counts, shares }: { counts: number[]; shares: number[] }) {
    return srm(counts, shares)
  },
  windows({ change, days, washout }: { change: string; days: number; washout?: number }) {
    return windows(change, days, washout)
  },
}
