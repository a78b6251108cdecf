import type {
  DryRun,
  PageConfig,
  PromptDocument,
  PromptListItem,
  PromptState,
  PromptVersionItem,
  Published,
  RespectAnswer,
  WouldAsk,
  WouldAskAnswer,
} from '@attune/protocol'

import { ask, askTagged, projectPath, type Tagged } from './request.ts'

export const fetchPrompts = (project: string, signal?: AbortSignal): Promise<PromptListItem[]> =>
  ask('GET', promptsPath(project), { signal })

export const fetchPrompt = (project: string, prompt: string, signal?: AbortSignal): Promise<Tagged<PromptState>> =>
  askTagged('GET', promptPath(project, prompt), { signal })

/** @param seen The `ETag` of what is replaced; `new` for a prompt that is not there yet. */
export const saveDraft = (
  project: string,
  draft: PromptDocument,
  seen: string,
  signal?: AbortSignal,
): Promise<Tagged<PromptState>> =>
  askTagged('PUT', `${promptPath(project, draft.id)}/draft`, { body: draft, seen, signal })

/** Takes the draft away. A prompt that was never published goes with it: then there is no state to answer with. */
export const discardDraft = (project: string, prompt: string, seen: string): Promise<Tagged<PromptState | null>> =>
  askTagged('DELETE', `${promptPath(project, prompt)}/draft`, { seen })

export const publishPrompt = (project: string, prompt: string, seen: string): Promise<Tagged<Published>> =>
  askTagged('POST', `${promptPath(project, prompt)}/publish`, { body: {}, seen })

/** What can be done to a published prompt without a new version. */
export type Standing = 'pause' | 'resume' | 'end'

export const changeStanding = (
  project: string,
  prompt: string,
  standing: Standing,
  seen: string,
): Promise<Tagged<PromptState>> => askTagged('POST', `${promptPath(project, prompt)}/${standing}`, { body: {}, seen })

export const fetchVersions = (project: string, prompt: string, signal?: AbortSignal): Promise<PromptVersionItem[]> =>
  ask('GET', `${promptPath(project, prompt)}/versions`, { signal })

/** Makes a draft that says what a version said. */
export const restoreVersion = (
  project: string,
  prompt: string,
  version: number,
  seen: string,
): Promise<Tagged<PromptState>> =>
  askTagged('POST', `${promptPath(project, prompt)}/restore`, { body: { version }, seen })

/** @param tried What is tried out; absent: what is stored. */
export const fetchDryRun = (
  project: string,
  prompt: string,
  tried?: PromptDocument,
  signal?: AbortSignal,
): Promise<DryRun> =>
  ask('POST', `${promptPath(project, prompt)}/dry-run`, { body: tried === undefined ? {} : { prompt: tried }, signal })

export const wouldAsk = (project: string, prompt: string, who: WouldAsk): Promise<WouldAskAnswer> =>
  ask('POST', `${promptPath(project, prompt)}/would-ask`, { body: who })

export const fetchRespect = (project: string, signal?: AbortSignal): Promise<RespectAnswer> =>
  ask('GET', `${projectPath(project)}/respect`, { signal })

/** What pages are told: what is asked of how many today, where the widget is, and how it looks. */
export const fetchPageConfig = (key: string, signal?: AbortSignal): Promise<PageConfig> =>
  ask('GET', `/v1/config?key=${encodeURIComponent(key)}`, { signal, isFresh: true })

const promptsPath = (project: string): string => `${projectPath(project)}/prompts`
const promptPath = (project: string, prompt: string): string => `${promptsPath(project)}/${encodeURIComponent(prompt)}`
