import type { TObject, TSchema } from 'typebox'

/**
 * What the reference says of a route, as its `config: { docs: … }`. It documents and never acts: what a route checks is in its
 * `schema`, of which the body is documented as it is, and what it answers is not changed by a word here. The path's parameters,
 * the scope and the problems are known without being said.
 */
export interface RouteDocs {
  tag: Tag
  /** What it does, in one line without a full stop, e.g. `The answers behind a figure`. */
  summary: string
  /** What one has to know beside it. */
  notes?: string
  /** Who may ask where no guard says so. `person`: whoever is signed in, and no token. */
  access?: 'anybody' | 'key' | 'signed in' | 'person'
  /** Whether the caller says in `If-Match` what they have seen. */
  ifMatch?: true
  query?: TObject
  /** Where it is not checked by the route's `schema.body`. */
  body?: TSchema
  /** A request without a body is fine, too. */
  isBodyOptional?: true
  /** Absent: it answers with nothing (204), unless `media` says otherwise. */
  answer?: TSchema
  /** Default: 200 with an answer, else 204. */
  status?: number
  /** Other types of the same answer, e.g. `text/csv`. */
  media?: readonly string[]
}

declare module 'fastify' {
  interface FastifyContextConfig {
    docs?: RouteDocs
  }
}

/** The chapters of the reference, in its order. */
export const TAGS = {
  Pages: 'What pages ask and report. The public key identifies a project and authenticates nobody.',
  Figures: 'What people felt, and the answers behind every figure.',
  Prompts: 'Who is asked what, and what comes of it.',
  Projects: 'Their settings, keys and journeys; taking everything along, and taking it away.',
  Configuration: 'A project as one document.',
  Access: 'Signing in, people, and what they may do.',
  Operation: 'What balancers and monitors ask.',
} as const

export type Tag = keyof typeof TAGS
