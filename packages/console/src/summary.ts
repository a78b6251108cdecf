import type { JourneyMap, MapStep } from '@attune/protocol'

import { points } from './words.ts'

/**
 * What the picture shows, in one or two sentences.
 *
 * Names a best and a worst step only where their 95 % intervals do not overlap: else the order may be chance.
 *
 * @param isOpen Whether words are shown before there is a figure.
 */
export function summaryOf(steps: MapStep[], isOpen: boolean): string {
  const sure = steps.filter(({ feel }) => feel.net !== null && (feel.tier === 'shown' || feel.tier === 'imprecise'))
  const [worst, best] = ends(sure)
  if (sure.length === 0) return isOpen ? `${TOO_FEW} Their words are here already.` : TOO_FEW
  if (worst === undefined || best === undefined || sure.length === 1) {
    return `Only ${sure[0]?.name} has enough answers for a figure so far.`
  }
  if ((worst.feel.net_high ?? 1) >= (best.feel.net_low ?? -1)) {
    return 'No step stands out yet: the differences may be chance.'
  }
  const low = worst.feel.net ?? 0
  const end = low < 0 ? 'worst' : 'least good'
  return `People felt best at ${best.name} (net ${points(best.feel.net ?? 0)}) and ${end} at ${worst.name} (net ${points(low)}).`
}

/** How many answers came in at which step since the last look: `2 new answers at Payment, 1 at Cart`; null for none. */
export function newsOf(before: JourneyMap, after: JourneyMap): string | null {
  const news = arrivals(before, after)
  if (news.length === 0) return null
  return news
    .map(({ name, more }, index) =>
      index === 0 ? `${more} new ${more === 1 ? 'answer' : 'answers'} at ${name}` : `${more} at ${name}`,
    )
    .join(', ')
}

/** A step that has more answers than before, and the scores that came; empty where figures are hidden. */
export interface Arrival {
  step: string
  name: string
  /** Answers in all, now. */
  n: number
  more: number
  scores: number[]
}

export function arrivals(before: JourneyMap, after: JourneyMap): Arrival[] {
  return after.steps.flatMap((step) => {
    const old = before.steps.find(({ id }) => id === step.id)
    const more = old === undefined ? 0 : step.feel.n - old.feel.n
    if (old === undefined || more <= 0) return []
    const scores = (step.feel.scores ?? []).flatMap((people, index) =>
      old.feel.scores !== null && people > (old.feel.scores[index] ?? 0) ? [index] : [],
    )
    return [{ step: step.id, name: step.name, n: step.feel.n, more, scores }]
  })
}

function ends(steps: MapStep[]): [MapStep | undefined, MapStep | undefined] {
  const sorted = steps.toSorted((a, b) => (a.feel.net ?? 0) - (b.feel.net ?? 0))
  return [sorted[0], sorted.at(-1)]
}

const TOO_FEW = 'Too few people have answered for a figure.'
