/** Who takes more than an equal share of what a node does. */
export interface Shares {
  note: (project: string) => void
  /** Whether a project has had more requests of late than there would be for each, were they shared out equally. */
  isGreedy: (project: string) => boolean
  /** Whether a project has had no more than an equal share of late, and there are others. */
  isSmall: (project: string) => boolean
}

/**
 * Counts requests by project, second by second. A project that is alone is never greedy.
 *
 * @param now Milliseconds by a clock that never jumps.
 */
export function createShares(now: () => number = () => performance.now()): Shares {
  let since = now()
  let current = new Map<string, number>()
  let last = new Map<string, number>()
  let equal = Infinity

  function turn(): void {
    if (now() - since < WINDOW_MS) return
    since = now()
    last = current
    current = new Map()
    const all = [...last.values()].reduce((sum, n) => sum + n, 0)
    equal = last.size > 0 ? all / last.size : Infinity
  }

  return {
    note(project) {
      turn()
      const n = current.get(project)
      if (n !== undefined || current.size < MAX_PROJECTS) current.set(project, (n ?? 0) + 1)
    },
    isSmall(project) {
      turn()
      return last.size > 1 && (last.get(project) ?? 0) <= equal
    },
    isGreedy(project) {
      turn()
      return (last.get(project) ?? 0) > equal
    },
  }
}

const WINDOW_MS = 1_000
const MAX_PROJECTS = 10_000
