import type { JourneyConfig } from '@attune/protocol'

/** Where a prompt can stand: every journey and every step, as `checkout` and `checkout/payment`. */
export function placesOf(journeys: readonly JourneyConfig[]): string[] {
  return journeys.flatMap(({ id, steps }) => [id, ...steps.map((step) => `${id}/${step.id}`)])
}
