import type { JourneyConfig, Outcome } from '@attune/protocol'

import { uuid } from './natives.ts'
import { IDLE_MS } from './person.ts'
import type { Store } from './store.ts'

/** One person's pass through one journey, as this tab remembers it over page loads. */
export interface Visit {
  id: string
  /** When something last happened in it, in milliseconds since 1970. */
  at: number
  /** The step that the person is at, as `journey/step`, and since when. */
  step?: string
  since?: number
  /** The step was completed: it is not completed once more when the next one is entered. */
  completed?: boolean
  answered?: boolean
  outcome?: Outcome
}

/** What another step ends: how, which one, and after how many milliseconds; empty where it ends nothing. */
export type Before = [] | ['completed' | 'left', string, { took_ms: number }]

/**
 * The visits of this tab. A new one begins after half an hour in which nothing happens, and where the person goes back to an
 * earlier step once the outcome is known.
 *
 * @param store Of the tab, not shared.
 */
export function createVisits(store: Store, journeys: JourneyConfig[]) {
  /** The running visit of a step's journey with this change; one begins where there is none. */
  const change = (step: string, how: Partial<Visit> = {}): Visit => {
    const key = `v:${journeyOf(step)}`
    const known = store.get(key) as Visit | undefined
    const at = Date.now()
    const visit = { ...(known && at - known.at < IDLE_MS ? known : { id: uuid() }), ...how, at }
    store.set(key, visit)
    return visit
  }
  const placeOf = (step: string) =>
    journeys
      .find(({ id }) => id === journeyOf(step))
      ?.steps.findIndex(({ id }) => step === journeyOf(step) + '/' + id) ?? -1

  return {
    change,
    /** The step that the person entered last, in any journey. */
    latest: () => store.get('s') as string | undefined,
    /**
     * A later step of the same journey completes the one before it; an earlier one leaves it.
     *
     * @returns undefined where the person was at this step already.
     */
    enter(step: string): Before | undefined {
      const { step: from, since, completed, outcome } = change(step)
      if (from === step && !completed) return undefined
      const now = Date.now()
      const isLater = !!from && placeOf(step) > placeOf(from)
      if (outcome && !isLater) store.set(`v:${journeyOf(step)}`)
      change(step, { step, since: now, completed: false })
      store.set('s', step)
      return from && !completed && (isLater || !outcome)
        ? [isLater ? 'completed' : 'left', from, { took_ms: now - since! }]
        : []
    },
    /** Where a step stands in its journey, from 0; −1 where it is in none. */
    placeOf,
  }
}

export type Visits = ReturnType<typeof createVisits>

/** The journey of `journey/step`. */
export const journeyOf = (step: string): string => step.split('/')[0]!
