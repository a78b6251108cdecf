import type { LinkItem, LinkLook } from '@attune/protocol'

import { ask, projectPath } from './request.ts'

/** What the link shows that everything is asked for with. */
export const fetchLink = (signal: AbortSignal): Promise<LinkLook> => ask('GET', '/api/link', { signal })

/** For owners and editors. */
export const fetchLinks = (project: string, signal: AbortSignal): Promise<LinkItem[]> =>
  ask('GET', `${projectPath(project)}/links`, { signal })

export interface NewLink {
  name: string
  journey: string
  voices: boolean
  days: number
}

/** Its answer alone has the address. */
export const createLink = (project: string, link: NewLink): Promise<LinkItem> =>
  ask('POST', `${projectPath(project)}/links`, { body: link })

export const revokeLink = (project: string, id: string): Promise<unknown> =>
  ask('DELETE', `${projectPath(project)}/links/${encodeURIComponent(id)}`)
