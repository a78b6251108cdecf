import type { FeelFigures } from './api.ts'

/** What nobody can say of people's feel where too few answered, or nobody did: everything that is worked out of scores. */
export const NO_ESTIMATES = {
  scores: null,
  mean: null,
  mean_low: null,
  mean_high: null,
  positive: null,
  positive_low: null,
  positive_high: null,
  negative: null,
  negative_low: null,
  negative_high: null,
  net: null,
  net_low: null,
  net_high: null,
} as const satisfies Partial<FeelFigures>
