import type { PromptListItem, PromptState, PromptStatus } from '@attune/protocol'

/** Where a prompt stands, in one or two words. */
export const STATUS: Record<PromptStatus, string> = {
  live: 'Live',
  paused: 'Paused',
  ended: 'Ended',
  imported: 'Imported',
  draft: 'Never published',
}

/** `Live, version 3`: where a prompt stands and what pages are given. */
export function standingOf({ status, version }: Pick<PromptListItem | PromptState, 'status' | 'version'>): string {
  return version === null ? STATUS[status] : `${STATUS[status]}, version ${version}`
}
