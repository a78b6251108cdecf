/**
 * How long somebody who is to come again later waits to be told so, in milliseconds.
 *
 * A second, or so long that of all who wait some `TOLD_PER_SECOND` are told in a second: a crowd that asks again at once is worth no more
 * of a node's time than a few who do. Never longer than pages wait for an answer (30 s). Source: docs/decisions/0032.
 *
 * @param held How many wait, with this one; at most `MAX_HELD`.
 * @param chance From 0 to 1, drawn anew: what is told to come back together comes back together.
 */
export function holdOf(held: number, chance: number): number {
  return HOLD_MS * (0.5 + chance) * Math.max(1, held / TOLD_PER_SECOND)
}

const HOLD_MS = 1_000
/** At some 50 µs each, they take a twentieth of a processor. */
export const TOLD_PER_SECOND = 1_000
/** With their connections at some 40 KB each; whoever comes beyond is told at once. */
export const MAX_HELD = 10_000
