import { SCALES } from '@attune/protocol'

import { aMeasure } from '../../packages/server/src/analyse/statistics/compare/a-measure.ts'
import { goodAndBad } from '../../packages/server/src/analyse/statistics/histogram.ts'
import { netCiOf } from '../../packages/server/src/analyse/statistics/net-ci.ts'
import { sumOf } from '../../packages/server/src/analyse/statistics/sums.ts'
import { wilson } from '../../packages/server/src/analyse/statistics/wilson.ts'
import { createRandom, type Random } from '../../packages/server/src/demo/random.ts'

/** Shares of the five faces, worst first, as teams may find them. */
export const CROWDS = {
  delighted: [0.02, 0.03, 0.1, 0.35, 0.5],
  content: [0.05, 0.08, 0.17, 0.38, 0.32],
  mixed: [0.12, 0.08, 0.2, 0.35, 0.25],
  lukewarm: [0.05, 0.15, 0.6, 0.15, 0.05],
  divided: [0.3, 0.1, 0.2, 0.1, 0.3],
  'much to say': [0.2, 0.03, 0.05, 0.12, 0.6],
  even: [0.2, 0.2, 0.2, 0.2, 0.2],
  annoyed: [0.35, 0.25, 0.2, 0.15, 0.05],
} as const satisfies Record<string, readonly number[]>

export type Crowd = keyof typeof CROWDS

/** Answers, for A in each of the two groups. */
export const SIZES = [10, 15, 20, 30, 50, 100, 200, 500] as const

/** Before and after. */
export const PAIRS: readonly (readonly [Crowd, Crowd])[] = [
  ['content', 'content'],
  ['divided', 'divided'],
  ['mixed', 'content'],
  ['content', 'delighted'],
  ['annoyed', 'mixed'],
  ['lukewarm', 'divided'],
  ['much to say', 'content'],
  ['even', 'much to say'],
]

/** How often an interval held the truth. */
export interface Cell {
  measure: 'share' | 'net' | 'A'
  crowd: string
  n: number
  covered: number
}

/**
 * How often the 95 % intervals of the share who felt good, of net feel and of A hold the truth, for each crowd and size.
 *
 * With few answers only some shares can come out at all, so at a single exact truth any interval covers too much or too little by
 * luck (Brown, Cai & DasGupta, Stat. Sci. 16 (2001) 101–133). Real crowds are never exactly one of ours: `wobble` draws each truth
 * near the crowd's.
 *
 * @param runs Crowds drawn for each cell. @param seed The same seed gives the same cells.
 * @param wobble Each face has up to this part more or fewer people than the crowd says.
 */
export function coverage(runs: number, seed: number, wobble = 0, sizes: readonly number[] = SIZES): Cell[] {
  const random = createRandom(seed)
  const near = (crowd: Crowd) => (wobble === 0 ? CROWDS[crowd] : wobbled(random, CROWDS[crowd], wobble))
  const shareOf = (each: () => boolean) => {
    let covered = 0
    for (let run = 0; run < runs; run++) if (each()) covered++
    return covered / runs
  }
  const cells: Cell[] = []
  for (const n of sizes) {
    for (const crowd of Object.keys(CROWDS) as Crowd[]) {
      const ofShare = shareOf(() => {
        const truth = near(crowd)
        return holds(wilson(goodAndBad(drawScores(random, truth, n), FACES).good, n), goodAndBad(truth, FACES).good)
      })
      const ofNet = shareOf(() => {
        const truth = near(crowd)
        const { good, bad } = goodAndBad(truth, FACES)
        return holds(netCiOf(drawScores(random, truth, n), FACES), good - bad)
      })
      cells.push({ measure: 'share', crowd, n, covered: ofShare }, { measure: 'net', crowd, n, covered: ofNet })
    }
    for (const [before, after] of PAIRS) {
      const covered = shareOf(() => {
        const [x, y] = [near(before), near(after)]
        return holds(aMeasure(drawScores(random, x, n), drawScores(random, y, n)), trueA(x, y))
      })
      cells.push({ measure: 'A', crowd: `${before} → ${after}`, n, covered })
    }
  }
  return cells
}

/** Adds so many answers of a crowd to those there are. */
export function drawScores(random: Random, shares: readonly number[], n: number, scores = [0, 0, 0, 0, 0]): number[] {
  for (let i = 0; i < n; i++) {
    let left = random()
    let face = 0
    while (face < shares.length - 1 && left >= (shares[face] ?? 0)) left -= shares[face++] ?? 0
    scores[face] = (scores[face] ?? 0) + 1
  }
  return scores
}

function wobbled(random: Random, shares: readonly number[], wobble: number): number[] {
  const moved = shares.map((share) => share * (1 + wobble * (2 * random() - 1)))
  const whole = sumOf(moved)
  return moved.map((share) => share / whole)
}

/** By its definition and not by `aMeasure`, so that the two can disagree. */
function trueA(before: readonly number[], after: readonly number[]): number {
  const beaten = (j: number) => sumOf(before.map((x, i) => (i < j ? x : i === j ? x / 2 : 0)))
  return sumOf(after.map((y, j) => y * beaten(j)))
}

/** No interval, where everybody gave one score, is one that misses. */
function holds(interval: { low: number | null; high: number | null } | null, truth: number): boolean {
  if (!interval || interval.low === null || interval.high === null) return false
  return interval.low <= truth && truth <= interval.high
}

const FACES = SCALES.faces
