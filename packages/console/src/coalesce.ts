/**
 * Runs at once when called, then at most once per gap, and never twice at the same time.
 *
 * A call during a run or its gap is not lost: one more run follows. So a burst of answers costs two fetches.
 *
 * @param gapMs From the start of a run to the start of the next.
 */
export function coalesce(run: () => Promise<void>, gapMs: number): { call: () => void; stop: () => void } {
  let isBusy = false
  let isWanted = false
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined

  const start = (): void => {
    if (isStopped) return
    isBusy = true
    isWanted = false
    const startedAt = Date.now()
    const next = (): void => {
      timer = setTimeout(
        () => {
          isBusy = false
          if (isWanted) start()
        },
        Math.max(0, startedAt + gapMs - Date.now()),
      )
    }
    void settle()

    async function settle(): Promise<void> {
      // A run that fails has told so itself; the listening goes on.
      await Promise.allSettled([run()])
      next()
    }
  }

  return {
    call: () => {
      if (isBusy) isWanted = true
      else start()
    },
    stop: () => {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
