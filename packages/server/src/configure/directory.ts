import type { FollowUp, Pair, Privacy, Scale } from '@attune/protocol'

import { laneOf } from '../database/lane.ts'
import type { Db } from '../database/open.ts'
import { partsOf } from './pairs.ts'
import { placesOf } from './places.ts'
import { type PublicConfig, publicConfigOf } from './public.ts'
import {
  findJourneys,
  findProject,
  findProjectByKey,
  findPrompts,
  findVersions,
  type ProjectRow,
  type PromptRow,
  type VersionRow,
} from './queries.ts'
import type { KnownQuota } from './quotas.ts'

/** What a node knows of a project. Never changed once made: a newer one takes its place. */
export interface KnownProject {
  id: string
  lane: number
  /** IANA name of the zone that days are counted in. */
  zone: string
  privacy: Privacy
  revision: number
  /** Whose pages may report; empty: every origin's. */
  origins: readonly string[]
  /** Whether answers that no impression proves are kept and not counted. */
  impressions: boolean
  /** Everything in it is public. */
  config: PublicConfig
  /** The journeys and steps as configured now: `checkout`, `checkout/payment`. */
  places: ReadonlySet<string>
  /** Every version ever published of every prompt, of removed prompts too. */
  prompts: ReadonlyMap<string, ReadonlyMap<number, KnownVersion>>
  /** Of live prompts. */
  quotas: readonly KnownQuota[]
  /** The live prompts that ask people, and how many answers a week each is to bring; null: as its share says. */
  asking: readonly KnownAsking[]
}

/** How often a live prompt is to ask. */
export interface KnownAsking {
  prompt: string
  share: number
  answersPerWeek: number | null
  /** Among how many prompts it is drawn: only so small a part of people is in its sample. */
  parts: number
}

/** What an answer to one version of a prompt is checked by. */
export interface KnownVersion {
  /** `journey/step`, or a journey as a whole. */
  step: string
  scale: Scale
  /** A tab, which nobody is asked by: people open it by themselves. */
  isUnprompted: boolean
  followUps: readonly FollowUp[]
  /** Their ids; empty where it has one wording only. */
  variants: readonly string[]
}

/** Finds projects, from memory where it can. */
export interface Directory {
  /**
   * The project of a public key; null where there is none.
   *
   * @param isLatest Asks the database, however fresh the memory is.
   */
  byKey: (key: string, isLatest?: boolean) => Promise<KnownProject | null>
  byId: (project: string) => Promise<KnownProject | null>
  /** What this node last knew of a key, at once and however old; undefined where it never found a project of it. */
  peek: (key: string) => KnownProject | undefined
  /** The same, where it is fresh enough to need no question to the database. */
  fresh: (key: string) => KnownProject | undefined
  /** Drops what is in memory, so that a change made by this node shows at once. */
  forget: () => void
}

/** How old an answer from memory may be: a change made by another node shows everywhere within this time. */
const FRESH_MS = 1_000
/** Entries kept at most: unknown keys are remembered too, and anybody can make them up. */
const MAX_ENTRIES = 10_000

/**
 * What this node knows of the projects, at most a second old.
 *
 * A fresh entry costs nothing; an older one costs one small query that reads the revision, and only a changed project is read
 * again. Whoever asks while a read is under way waits for that one.
 */
export function createDirectory(db: Db): Directory {
  const entries = new Map<string, Entry>()
  const known = new Map<string, KnownProject & { createdAt: number }>()

  /** Unless its revision has changed since, what is known already. */
  async function current(row: ProjectRow | null): Promise<KnownProject | null> {
    if (!row) return null
    const last = known.get(row.id)
    if (last?.revision === row.revision && last.createdAt === row.created_at.getTime()) return last
    const project = { ...(await readProject(db, row)), createdAt: row.created_at.getTime() }
    keep(known, row.id, project)
    return project
  }

  function remember(
    name: string,
    read: () => Promise<ProjectRow | null>,
    maxAge = FRESH_MS,
  ): Promise<KnownProject | null> {
    const now = performance.now()
    const entry = entries.get(name)
    if (entry && (entry.isReading || now - entry.at < maxAge)) return entry.project
    const fresh: Entry = { at: now, isReading: true, project: read().then(current), found: entry?.found }
    keep(entries, name, fresh)
    fresh.project.then(
      (project) => Object.assign(fresh, { isReading: false, found: project ?? undefined }),
      // What failed is not remembered: the next caller tries again.
      () => Object.assign(fresh, { isReading: false, at: -Infinity }),
    )
    return fresh.project
  }

  return {
    byKey: (key, isLatest = false) =>
      KEY.test(key)
        ? remember(`key ${key}`, () => findProjectByKey(db, key), isLatest ? 0 : FRESH_MS)
        : Promise.resolve(null),
    byId: (project) => remember(`id ${project}`, () => findProject(db, laneOf(project), project)),
    peek: (key) => entries.get(`key ${key}`)?.found,
    fresh(key) {
      const entry = entries.get(`key ${key}`)
      return entry && !entry.isReading && performance.now() - entry.at < FRESH_MS ? entry.found : undefined
    },
    forget: () => entries.clear(),
  }
}

interface Entry {
  /** When its reading began, by a clock that never jumps. */
  at: number
  isReading: boolean
  project: Promise<KnownProject | null>
  found: KnownProject | undefined
}

const KEY = /^pk_[A-Za-z0-9_-]{1,64}$/

/** Sets an entry as the newest, and drops the oldest where there are too many. */
function keep<T>(map: Map<string, T>, name: string, value: T): void {
  map.delete(name)
  map.set(name, value)
  if (map.size <= MAX_ENTRIES) return
  const [oldest] = map.keys()
  if (oldest !== undefined) map.delete(oldest)
}

async function readProject(db: Db, row: ProjectRow): Promise<KnownProject> {
  const { id, lane, zone, privacy, revision, origins, impressions } = row
  const journeys = await findJourneys(db, lane, id)
  const live = (await findPrompts(db, lane, id)).filter((prompt) => prompt.status === 'live')
  const versions = await findVersions(db, lane, id)
  const prompts = knownVersions(versions)
  const places = new Set(placesOf(journeys))
  const config = publicConfigOf(row, journeys, live)
  const quotas = live.flatMap((prompt) => quotaOf(prompt, versions))
  const asking = live.flatMap((prompt, i) => askingOf(prompt, config.prompts[i]?.pair))
  return { id, lane, zone, privacy, revision, origins, impressions, config, places, prompts, quotas, asking }
}

/** Every version by its prompt and number. */
export function knownVersions(versions: readonly VersionRow[]): Map<string, Map<number, KnownVersion>> {
  const prompts = new Map<string, Map<number, KnownVersion>>()
  for (const version of versions) {
    const known = prompts.get(version.prompt) ?? new Map<number, KnownVersion>()
    prompts.set(version.prompt, known.set(version.version, versionOf(version)))
  }
  return prompts
}

function versionOf({ step, scale, on, follow_ups, variants }: VersionRow): KnownVersion {
  return {
    step,
    scale,
    isUnprompted: on === 'opened',
    followUps: follow_ups ?? [],
    variants: (variants ?? []).map((variant) => variant.id),
  }
}

function askingOf(
  { id, content: { on, share }, term: { answersPerWeek } }: PromptRow,
  pair: Pair | undefined,
): KnownAsking[] {
  const parts = partsOf(id, pair)
  return on === 'opened' ? [] : [{ prompt: id, share, answersPerWeek: answersPerWeek ?? null, parts }]
}

function quotaOf({ id, term: { quota } }: PromptRow, versions: readonly VersionRow[]): KnownQuota[] {
  const own = versions.filter((version) => version.prompt === id)
  const [first] = own
  if (!quota || !first) return []
  const journeys = new Set(own.map(({ step }) => step.replace(/\/.*/, '')))
  return [{ ...quota, prompt: id, journeys: [...journeys], since: first.published_at }]
}
