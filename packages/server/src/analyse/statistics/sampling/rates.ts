/** People of a step, from those it could have asked to those who wrote. */
export interface FunnelCounts {
  eligible: number
  shown: number
  answered: number
  dismissed: number
  ignored: number
  commented: number
}

/** Shares from 0 to 1, each with its denominator in its comment; null where that is 0. */
export interface Rates {
  /** Of those eligible, were shown it. */
  coverage: number | null
  /** Of those shown it, answered, sent it away, left it alone. */
  answer: number | null
  dismiss: number | null
  ignore: number | null
  /** Of those who did something with it, answered. */
  cooperation: number | null
  /** Of everybody here, answered: "heard from 3 %". */
  heard: number | null
  /** Of those who answered, wrote. */
  comment: number | null
  /** What was shown and became nothing; 0 but for prompts that are open now. */
  balance: number
}

/**
 * The rates of a step's funnel. "Response rate" means something else at each vendor, so each names its denominator.
 *
 * Source: AAPOR Standard Definitions (RR2, COOP1, REF), adapted.
 */
export function rates({ eligible, shown, answered, dismissed, ignored, commented }: FunnelCounts): Rates {
  return {
    coverage: share(shown, eligible),
    answer: share(answered, shown),
    dismiss: share(dismissed, shown),
    ignore: share(ignored, shown),
    cooperation: share(answered, answered + dismissed),
    heard: share(answered, eligible),
    comment: share(commented, answered),
    balance: shown - answered - dismissed - ignored,
  }
}

function share(of: number, all: number): number | null {
  return all === 0 ? null : of / all
}
