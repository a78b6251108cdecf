import { randomBytes } from 'node:crypto'

import type { ConfigurationDocument, KeyDocument, PromptDocument } from '@attune/protocol'

import type { Tx } from '../database/open.ts'
import {
  findJourneys,
  findKeys,
  findPrompts,
  type ProjectRow,
  type PromptRow,
  type PromptTerm,
  type WriteKey,
} from './queries.ts'

/**
 * A document in which the basics are said, whatever was left to defaults; and what is optional is there only where it differs
 * from its default. Two documents that mean the same are equal in this form.
 */
export type WholeDocument = ConfigurationDocument & {
  project: Basic<ConfigurationDocument['project'], 'zone' | 'privacy' | 'budget' | 'keys'>
  prompts: WholePrompt[]
}

/** A prompt in this form. */
export type WholePrompt = Basic<PromptDocument, 'on' | 'share' | 'scale' | 'why' | 'status'>
type Basic<T, K extends keyof T> = T & Required<Pick<T, K>>

/** A project's configuration as it is stored, in the form that documents are compared in. */
export async function readDocument(tx: Tx, row: ProjectRow): Promise<WholeDocument> {
  const { lane, id, name, zone, privacy, budget, theme, signals, origins, impressions, retention, traits } = row
  const keys = (await findKeys(tx, lane, id)).map(keyDocumentOf)
  const journeys = await findJourneys(tx, lane, id)
  const prompts = await findPrompts(tx, lane, id)
  const project = { name, zone, privacy, budget, keys, theme, signals, origins, impressions, retention, traits }
  return wholeOf({ project, journeys, prompts: prompts.map(writtenOf) }, keys)
}

/** Fills in the basics, leaves other defaults away, and sorts what has no order of its own. */
export function wholeOf({ project, journeys, prompts }: ConfigurationDocument, keys: KeyDocument[]): WholeDocument {
  const {
    name,
    zone = 'UTC',
    privacy = 'open',
    budget = {},
    theme = {},
    signals = [],
    origins = [],
    retention = {},
    traits = [],
  } = project
  const made = keys.length > 0 ? keys : [newKey()]
  const whole: WholeDocument = {
    project: {
      name,
      zone,
      privacy,
      budget,
      keys: (project.keys ?? made)
        .map((one) => keyDocumentOf(keyOf(one)))
        .toSorted((a, b) => (keyOf(a).key < keyOf(b).key ? -1 : 1)),
      ...said({
        theme,
        signals: signals.toSorted(),
        origins: origins.toSorted(),
        retention,
        traits: traits.toSorted(),
      }),
      ...(project.impressions && { impressions: true }),
    },
    journeys,
    prompts: prompts.map(wholePromptOf).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }
  // As it is stored: what is undefined is not there.
  return JSON.parse(JSON.stringify(whole)) as WholeDocument
}

/** A key that nobody has yet. */
export function newKey(): string {
  return `pk_${randomBytes(15).toString('base64url')}`
}

/** A key as a document says it. */
export function keyOf(one: KeyDocument): WriteKey {
  return typeof one === 'string' ? { key: one, expires: null } : { key: one.key, expires: new Date(one.expires) }
}

function keyDocumentOf({ key, expires }: WriteKey): KeyDocument {
  return expires === null ? key : { key, expires: expires.toISOString() }
}

/** A published prompt as its owner wrote it. */
export function writtenOf({ content, status, term }: Omit<PromptRow, 'id'>): WholePrompt {
  const { version: _version, ...written } = content
  return { ...written, ...term, status }
}

/** The same for one prompt. */
/** A prompt as it is stored: what its version says, and what is of the prompt alone because it changes no answer's meaning. */
export function storedOf({ status, schedule, quota, answersPerWeek, ...content }: WholePrompt) {
  const term: PromptTerm = {
    ...(schedule && { schedule }),
    ...(quota && { quota }),
    ...(answersPerWeek !== undefined && { answersPerWeek }),
  }
  return { status, content, term }
}

export function wholePromptOf(prompt: PromptDocument): WholePrompt {
  const { followUps = [], variants = [], who = {}, schedule = {}, placement, perPerson, quota, ...more } = prompt
  const { pairWith = [], ...rest } = more
  return {
    ...rest,
    on: prompt.on ?? (placement === 'tab' ? 'opened' : 'completed'),
    share: prompt.share ?? 1,
    scale: prompt.scale ?? 'faces',
    why: prompt.why ?? true,
    status: prompt.status ?? 'live',
    ...said({ followUps, variants, who, schedule, pairWith: pairWith.toSorted() }),
    ...(placement && placement !== 'card' && { placement }),
    ...(perPerson !== undefined && perPerson !== 1 && { perPerson }),
    ...(quota && { quota: quota.per === 'ever' ? { answers: quota.answers } : quota }),
  }
}

/** What of these is not empty. */
function said<T extends Record<string, object>>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => Object.keys(value).length > 0)) as Partial<T>
}
