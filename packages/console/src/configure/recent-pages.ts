import type { PageItem } from '@attune/protocol'

import { stepsAt } from './steps-of.ts'
import type { StepDraft } from './steps.ts'

/** Which pages a step has of those that people were at lately, by its addresses as they are written just now. */
export interface PagesOfStep {
  here: string[]
  /** Pages that its addresses match, and that a step before it has: pages take the first. */
  taken: { path: string; by: string }[]
  /** Pages that are no step of this journey. */
  free: string[]
}

/** @param pages The busiest first. */
export function pagesOfStep(steps: readonly StepDraft[], at: number, pages: readonly PageItem[]): PagesOfStep {
  const found: PagesOfStep = { here: [], taken: [], free: [] }
  for (const { path } of pages) {
    const first = steps.findIndex((step) => isAt(step, path))
    const own = steps[at]
    if (first === at) found.here.push(path)
    else if (first < 0) found.free.push(path)
    else if (own !== undefined && isAt(own, path)) found.taken.push({ path, by: steps[first]?.name ?? '' })
  }
  return found
}

function isAt({ name, match }: StepDraft, path: string): boolean {
  return stepsAt(path, [{ id: 'this', name, steps: [{ id: 'step', name, ...(match && { match }) }] }]).length > 0
}
