/** Who is told when the figures of a journey change, on every node of the service. */
export interface Changes {
  /** Says that a project's journeys have changed. Cheap: announcements are gathered and sent a few times a second at most. */
  announce: (project: string, journeys: Iterable<string>) => void
  /** @returns a function that ends the subscription. */
  subscribe: (project: string, listener: (journey: string) => void) => () => void
  close: () => Promise<void>
}
