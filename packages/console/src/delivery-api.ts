import type { DeliveryAnswer } from '@attune/protocol'

import { ask, projectPath } from './request.ts'

/** What pages sent on these days, and what became of it. */
export function fetchDelivery(
  project: string,
  days: { from: string; to: string },
  signal: AbortSignal,
): Promise<DeliveryAnswer> {
  return ask('GET', `${projectPath(project)}/delivery?${new URLSearchParams(days)}`, { signal })
}
