/** A mistake somebody could make, as a change of the one place where it would be made. */
export interface Mistake {
  what: string
  /** The end of the file's path. */
  file: string
  /** Stands in the file once. */
  right: string
  wrong: string
}

/** Mistakes that the worked cases must notice, each by itself. */
export const MISTAKES: readonly Mistake[] = [
  {
    what: 'the standard deviation divides by n instead of n − 1',
    file: 'statistics/metrics.ts',
    right: 'squares / (n - 1)',
    wrong: 'squares / n',
  },
  {
    what: 'a one-sided z makes two-sided intervals',
    file: 'statistics/histogram.ts',
    right: '1.959963984540054',
    wrong: '1.6448536269514722',
  },
  {
    what: 'the three added answers of net feel are not counted in n',
    file: 'statistics/net-ci.ts',
    right: 'const t = n + 3',
    wrong: 'const t = n',
  },
  {
    what: 'the mean has a degree of freedom too many',
    file: 'statistics/mean-ci.ts',
    right: 'Math.floor(n - 1 + ROUNDING)',
    wrong: 'Math.floor(n + ROUNDING)',
  },
  {
    what: 'a difference takes the wrong end of the first interval',
    file: 'compare/mover.ts',
    right: 'b.estimate - b.low, a.high - a.estimate',
    wrong: 'b.estimate - b.low, a.estimate - a.low',
  },
  {
    what: 'estimates are drawn to the mean the more, the more is known of them',
    file: 'statistics/eb-shrink.ts',
    right: '(1 - (pull[j] ?? 1)) * each + (pull[j] ?? 1) * mean',
    wrong: '(pull[j] ?? 1) * each + (1 - (pull[j] ?? 1)) * mean',
  },
  {
    what: 'the variance between steps forgets that the mean was estimated',
    file: 'statistics/eb-shrink.ts',
    right: '(q - (y.length - 1))',
    wrong: '(q - y.length)',
  },
  {
    what: 'ties are ignored where they are half a win',
    file: 'statistics/histogram.ts',
    right: 'below - people / 2',
    wrong: 'below - people',
  },
  {
    what: 'the Mann–Whitney variance is not corrected for ties',
    file: 'compare/mann-whitney.ts',
    right: 't ** 3 - t',
    wrong: '0 * t',
  },
  {
    what: 'the Mann–Whitney test corrects for continuity',
    file: 'compare/mann-whitney.ts',
    right: '(u - (m * n) / 2)',
    wrong: '(u - (m * n) / 2 - 0.5)',
  },
  {
    what: 'the anytime interval counts the answers of one side only',
    file: 'compare/asympcs.ts',
    right: 'asympcsFactor(total(before) + total(after),',
    wrong: 'asympcsFactor(total(after),',
  },
  {
    what: 'scores that hardly anybody gave are tested by themselves',
    file: 'compare/shape-test.ts',
    right: 'fine.leastExpected < LEAST_EXPECTED',
    wrong: 'fine.leastExpected < 0',
  },
  {
    what: 'a sample ratio of two variants has two degrees of freedom',
    file: 'compare/srm.ts',
    right: 'counts.length - 1',
    wrong: 'counts.length',
  },
  {
    what: 'q-values may fall while p-values rise',
    file: 'compare/bh.ts',
    right: 'Math.min(least, (p.length * (p[i] ?? 0)) / (p.length - place))',
    wrong: '(p.length * (p[i] ?? 0)) / (p.length - place)',
  },
  {
    what: 'each of many e-values is held against the limit of a single one',
    file: 'compare/ebh.ts',
    right: 'e.length / (alpha * (place + 1))',
    wrong: '1 / alpha',
  },
  {
    what: 'the evidence forgets the weight of its own mixture',
    file: 'expect/beta-evalue.ts',
    right: ' - logBeta(a, b)',
    wrong: '',
  },
  {
    what: 'bits are natural logarithms',
    file: 'expect/surprise.ts',
    right: 'logEvidence / Math.LN2',
    wrong: 'logEvidence',
  },
  {
    what: 'a tail on one side is taken for both',
    file: 'expect/belief-update.ts',
    right: '2 * Math.min(atMost, atLeast)',
    wrong: 'Math.min(atMost, atLeast)',
  },
  {
    what: 'the moving range is taken for a standard deviation',
    file: 'drift/laney.ts',
    right: 'MOVING_RANGE = 1.128',
    wrong: 'MOVING_RANGE = 1',
  },
  {
    what: 'the CUSUM names the value after the one that signals',
    file: 'drift/cusum.ts',
    right: 'null : signal',
    wrong: 'null : signal + 1',
  },
  {
    what: "the EWMA's limits are a value late",
    file: 'drift/ewma.ts',
    right: '2 * (i + 1)',
    wrong: '2 * (i + 2)',
  },
  {
    what: "Spearman's interval is Pearson's",
    file: 'drivers/spearman-table.ts',
    right: '(1 + (r * r) / 2)',
    wrong: '1',
  },
  {
    what: 'weighted answers are taken for as many unweighted ones',
    file: 'sampling/weighted.ts',
    right: 'wilson(positive * effective, effective)',
    wrong: 'wilson(positive * n, n)',
  },
  {
    what: 'only the small group is hidden, and the total tells it',
    file: 'statistics/suppress.ts',
    right: 'if (!isSmall(rest)) break',
    wrong: 'break',
  },
  {
    what: 'a week belongs to the year of its Monday',
    file: 'aggregate/week.ts',
    right: 'at + (3 - weekday) * DAY_MS',
    wrong: 'at - weekday * DAY_MS',
  },
]
