import { expect, test } from 'vitest'

import { createMemoryBound } from './memory-bound.ts'

const MB = 1_048_576

/** Bytes outside of the heap that have grown old, and are dropped. */
function dropOldBytes(megabytes: number): void {
  const pieces = Array.from({ length: megabytes * 16 }, () => Buffer.allocUnsafeSlow(MB / 16))
  // What is only just made is cleared up often: whoever is there each time is old by then.
  let other: unknown[] = []
  for (let i = 0; i < 1_000_000; i++) other = [`${i}`.padEnd(100, 'x'), other.length]
  expect(other).toHaveLength(2)
  pieces.length = 0
}

test('what was thrown away does not pile up until somebody clears it up', () => {
  const bound = createMemoryBound()
  const before = process.memoryUsage().arrayBuffers
  let most = 0
  for (let i = 0; i < 12; i++) {
    dropOldBytes(8)
    bound()
    most = Math.max(most, process.memoryUsage().arrayBuffers - before)
  }
  expect(most / MB).toBeLessThan(40)
})
