import { isDeepStrictEqual } from 'node:util'

import type { PromptDocument } from '@attune/protocol'

import type { Db } from '../database/open.ts'
import { wholePromptOf, writtenOf } from './document.ts'
import { etagOf } from './etag.ts'
import { type DraftRow, findDrafts } from './prompt-queries.ts'
import { findPrompts, type PromptRow } from './queries.ts'
import type { Place } from './writes.ts'

/** All that is stored of a prompt and can change. */
export interface PromptRecord {
  id: string
  /** Null where it is not in the configuration. */
  published: PromptRow | null
  draft: DraftRow | null
}

export async function readRecord(db: Db, project: Place, id: string): Promise<PromptRecord> {
  const [published = null] = await findPrompts(db, project.lane, project.id, id)
  const [draft = null] = await findDrafts(db, project, id)
  return { id, published, draft }
}

/** Differs whenever anything of the record does; null where there is none. A version never changes, so its number stands for it. */
export function recordEtag({ published, draft }: PromptRecord): string | null {
  if (!published && !draft) return null
  const { status, version, term } = published ?? {}
  return etagOf(JSON.stringify({ status, version, term, draft }))
}

/** What is published, as its owner wrote it. */
export function publishedOf({ published }: PromptRecord): PromptDocument | null {
  return published && writtenOf(published)
}

/**
 * A prompt as drafts are kept, so that two that mean the same are equal.
 *
 * A prompt that is published has its status whatever a draft says: pausing and ending are acts of their own.
 */
export function draftedOf(document: PromptDocument, isPublished: boolean): PromptDocument {
  const { status, ...whole } = wholePromptOf(document)
  // As it is stored: what is undefined is not there.
  return JSON.parse(JSON.stringify(isPublished ? whole : { ...whole, status })) as PromptDocument
}

/** Whether two say the same but for the status. */
export function isSaidBy(draft: PromptDocument, published: PromptDocument): boolean {
  return isDeepStrictEqual(draftedOf(draft, true), draftedOf(published, true))
}
