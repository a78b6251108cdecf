/** A fixed number of places; whoever finds none waits, in order. */
export interface Slots<T> {
  hasFree: () => boolean
  /** Holds a place for as long as the work goes on. Taken at once where one is free. */
  use: <R>(work: (place: T) => Promise<R>) => Promise<R>
}

/** @param onFree Told when a place is free and nobody waits for it. */
export function createSlots<T>(places: readonly T[], onFree: () => void): Slots<T> {
  const free = [...places]
  const waiting: ((place: T) => void)[] = []
  return {
    hasFree: () => free.length > 0,
    async use(work) {
      const place = free.pop() ?? (await new Promise<T>((resolve) => void waiting.push(resolve)))
      try {
        return await work(place)
      } finally {
        const next = waiting.shift()
        if (next) next(place)
        else {
          free.push(place)
          onFree()
        }
      }
    },
  }
}
