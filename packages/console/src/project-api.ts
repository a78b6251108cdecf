import type { DeliveryAnswer, KeyItem, NewProject, ProjectChange, ProjectSettings } from '@attune/protocol'

import { ask, askTagged, projectPath, type Tagged } from './request.ts'

export const fetchSettings = (project: string, signal?: AbortSignal): Promise<Tagged<ProjectSettings>> =>
  askTagged('GET', projectPath(project), { signal })

/** @param seen The `ETag` of what `change` is a change of. */
export const saveSettings = (project: string, change: ProjectChange, seen: string): Promise<Tagged<ProjectSettings>> =>
  askTagged('PATCH', projectPath(project), { body: change, seen })

export const makeProject = (project: NewProject): Promise<ProjectSettings> =>
  ask('POST', '/api/projects', { body: project })

/** What came in from its pages in the last thirty days, and what became of it. */
export const fetchDelivery = (project: string, signal?: AbortSignal): Promise<DeliveryAnswer> =>
  ask('GET', `${projectPath(project)}/delivery`, { signal })

/** Where everything of a project is fetched from, as a file that grows while it is read. For owners. */
export const exportPath = (project: string): string => `${projectPath(project)}/export`

/** Everything goes in a week. For owners. */
export const planDeletion = (project: string): Promise<{ delete_after: string }> => ask('DELETE', projectPath(project))

/** It stays. For owners. */
export const keepProject = (project: string): Promise<unknown> => ask('POST', `${projectPath(project)}/keep`)

/** One more; those that there are go on. */
export const addKey = (project: string): Promise<KeyItem> => ask('POST', `${projectPath(project)}/keys`, { body: {} })

/** @param hours Until it opens nothing any more; 0: at once. */
export const endKey = (project: string, key: string, hours: number): Promise<KeyItem[]> =>
  ask('DELETE', `${projectPath(project)}/keys/${encodeURIComponent(key)}${hours === 0 ? '' : `?after=${hours}`}`)
