import type { AnswerTags, TagChange, TagList, TagMany } from '@attune/protocol'

import { ask, projectPath } from './request.ts'

/** What a team has tagged, most used first. */
export const fetchTags = (project: string, signal?: AbortSignal): Promise<TagList> =>
  ask('GET', `${projectPath(project)}/tags`, { signal })

/** Puts exactly these tags on an answer. */
export const putTags = (project: string, answer: string, tags: readonly string[]): Promise<AnswerTags> =>
  ask('PUT', `${projectPath(project)}/answers/${encodeURIComponent(answer)}/tags`, { body: { tags } })

export const renameTag = (project: string, tag: string, to: string): Promise<TagChange> =>
  ask('PATCH', tagPath(project, tag), { body: { tag: to } })

/** Takes it off every answer. */
export const removeTag = (project: string, tag: string): Promise<TagChange> => ask('DELETE', tagPath(project, tag))

/** Takes back what a change has changed. */
export async function undoTagChange(project: string, { tag, to, added, removed }: TagChange): Promise<void> {
  if (to !== null && added.length > 0) await tagMany(project, to, { remove: added })
  if (removed.length > 0) await tagMany(project, tag, { add: removed })
}

const tagMany = (project: string, tag: string, body: TagMany): Promise<TagChange> =>
  ask('POST', tagPath(project, tag), { body })

const tagPath = (project: string, tag: string): string => `${projectPath(project)}/tags/${encodeURIComponent(tag)}`
