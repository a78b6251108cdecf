import { Type } from 'typebox'

import type { RouteDocs } from '../reference/docs.ts'
import { MANAGED } from '../reference/shapes-manage.ts'

export const PROMPTS: RouteDocs = {
  tag: 'Prompts',
  summary: 'The prompts of a project',
  answer: Type.Array(MANAGED.PromptListItem),
}

export const PROMPT: RouteDocs = {
  tag: 'Prompts',
  summary: 'Where a prompt stands: what is published, its draft, what differs, and what speaks against publishing it',
  answer: MANAGED.PromptState,
}

export const REMOVE: RouteDocs = {
  tag: 'Prompts',
  summary: 'Takes a prompt out of the configuration, with its draft',
  notes: 'Its versions and answers stay.',
  ifMatch: true,
}

export const SAVE_DRAFT: RouteDocs = {
  tag: 'Prompts',
  summary: 'Makes a prompt, or puts another draft in the place of the one that there is',
  notes: 'A draft may be unfinished: `checks` says what stands against publishing it.',
  ifMatch: true,
  body: MANAGED.PromptDocument,
  answer: MANAGED.PromptState,
}

export const DISCARD_DRAFT: RouteDocs = {
  tag: 'Prompts',
  summary: 'Throws a draft away',
  notes: 'A prompt that was never published is gone with it, and answered with 204.',
  ifMatch: true,
  answer: MANAGED.PromptState,
}

export const PUBLISH: RouteDocs = {
  tag: 'Prompts',
  summary: 'Gives pages what the draft says',
  notes: 'What says the same as the newest version makes no new one. A check of the level `stop` refuses it.',
  ifMatch: true,
  answer: MANAGED.Published,
}

/** What becomes of a prompt that is published, by the last part of the address. */
export const STATUS = {
  pause: { tag: 'Prompts', summary: 'Asks nobody, for now', ifMatch: true, answer: MANAGED.PromptState },
  resume: { tag: 'Prompts', summary: 'Asks again', ifMatch: true, answer: MANAGED.PromptState },
  end: { tag: 'Prompts', summary: 'Asks nobody any more', ifMatch: true, answer: MANAGED.PromptState },
} as const satisfies Record<string, RouteDocs>

export const VERSIONS: RouteDocs = {
  tag: 'Prompts',
  summary: 'Every version of a prompt that was ever published, newest first',
  answer: Type.Array(MANAGED.PromptVersionItem),
}

export const RESTORE: RouteDocs = {
  tag: 'Prompts',
  summary: 'Makes the draft what a version said',
  notes: 'Its schedule and quota stay as they are: they are of no version.',
  ifMatch: true,
  answer: MANAGED.PromptState,
}
