import type { RejectReason, WireEvent } from '@attune/protocol'

import type { Commit } from './commit.ts'

/** The batch without some events, and with a receipt that says why. */
export function withoutEvents(commit: Commit, refused: ReadonlySet<WireEvent>, reason: RejectReason): Commit {
  const { accepted, rejected } = commit.receipt
  const before = new Set(rejected.map(({ index }) => index))
  const indexes = Array.from({ length: accepted + rejected.length }, (_, i) => i).filter((i) => !before.has(i))
  const added = commit.events.flatMap((event, i) => (refused.has(event) ? [{ index: indexes[i] ?? i, reason }] : []))
  return {
    ...commit,
    events: commit.events.filter((event) => !refused.has(event)),
    receipt: {
      accepted: accepted - added.length,
      rejected: [...rejected, ...added].toSorted((a, b) => a.index - b.index),
    },
  }
}
