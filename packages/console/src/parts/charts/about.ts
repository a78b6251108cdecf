import { createContext } from 'preact'

/** The journey whose answers a page is about: what a downloaded chart is named after, and says that it shows. */
export interface About {
  project: { id: string; name: string }
  /** Null: the project as a whole. */
  journey: { id: string; name: string } | null
}

export const AboutContext = createContext<About | null>(null)
