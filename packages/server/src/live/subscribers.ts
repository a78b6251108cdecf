/** Who listens on this node, by project. */
export interface Subscribers {
  subscribe: (project: string, listener: (journey: string) => void) => () => void
  /** Tells the listeners of each project, from the text of a notification: `{"demo":["checkout"]}`. */
  deliver: (payload: string) => void
}

export function createSubscribers(): Subscribers {
  const listeners = new Map<string, Set<(journey: string) => void>>()
  return {
    subscribe(project, listener) {
      // A function of its own, so that the same listener can subscribe twice.
      const own = (journey: string) => listener(journey)
      const others = listeners.get(project) ?? new Set()
      listeners.set(project, others.add(own))
      return () => {
        others.delete(own)
        if (others.size === 0 && listeners.get(project) === others) listeners.delete(project)
      }
    },
    deliver(payload) {
      for (const [project, journeys] of Object.entries(JSON.parse(payload) as Record<string, string[]>)) {
        for (const listener of listeners.get(project) ?? []) for (const journey of journeys) listener(journey)
      }
    },
  }
}
