import { isDeepStrictEqual } from 'node:util'

import type { ProjectChange, ProjectSettings } from '@attune/protocol'

import { type Actor, recordChange } from '../access/audit.ts'
import { changeZone } from '../aggregate/change-zone.ts'
import { readZoneMove } from '../aggregate/zone-moves.ts'
import { laneOf } from '../database/lane.ts'
import type { Db, Tx } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { checkConfiguration } from './check.ts'
import { wholeOf } from './document.ts'
import { etagOf } from './etag.ts'
import { listKeyItems } from './keys.ts'
import { keepPromises } from './promises.ts'
import { findProject, type ProjectRow } from './queries.ts'
import { lockProject, updateProject } from './writes.ts'

/** What is said of a project itself. @throws AppError `not_found` */
export async function readSettings(db: Db, project: string): Promise<ProjectSettings> {
  const row = await findProject(db, laneOf(project), project)
  if (!row) throw new AppError('not_found', `There is no project "${project}".`)
  return await settingsOf(db, row)
}

/** Changes with everything that `readSettings` tells and people change: that answers have moved on is nobody's change. */
export function settingsTag({ zone_move: _move, ...settings }: ProjectSettings): string {
  return etagOf(JSON.stringify(settings))
}

/**
 * Puts what is given in the place of what was there. What says the same as before writes nothing.
 *
 * @param seen Refuses, by throwing, where the caller has not seen what is there; it is given its tag.
 * @returns the whole, as it is then.
 * @throws AppError `invalid_configuration`, naming the places, as the whole configuration does.
 */
export async function changeSettings(
  db: Db,
  project: string,
  change: ProjectChange,
  by: Actor,
  seen: (etag: string) => void,
): Promise<ProjectSettings> {
  return await db.transaction().execute((tx) => applyChange(tx, project, change, by, seen))
}

async function applyChange(
  tx: Tx,
  project: string,
  change: ProjectChange,
  by: Actor,
  seen: (etag: string) => void,
): Promise<ProjectSettings> {
  const row = await lockProject(tx, laneOf(project), project)
  const current = await settingsOf(tx, row)
  seen(settingsTag(current))
  const before = changeableOf(row)
  const after = checkedSettings({ ...before, ...change })
  const changed = Object.keys(after).filter((name) => !isDeepStrictEqual(before[name as Name], after[name as Name]))
  if (changed.length === 0) return current
  await keepPromises(tx, row, after)
  await changeZone(tx, row, after.zone)
  await updateProject(tx, row, { ...after, revision: row.revision + 1 })
  const pick = (from: Changeable) => Object.fromEntries(changed.map((name) => [name, from[name as Name]]))
  await recordChange(tx, project, by, {
    action: 'project.changed',
    subject: '',
    before: pick(before),
    after: pick(after),
  })
  return { ...current, ...after, zone_move: await readZoneMove(tx, row) }
}

/** All that a project can be told to be. */
type Changeable = Required<ProjectChange>
type Name = keyof Changeable

/**
 * What is given, with everything else as it is by default, in the order that it is stored in.
 *
 * @throws AppError `invalid_configuration`, naming the places, e.g. `project.zone: there is no time zone "Europe/Berln"`.
 */
export function checkedSettings(given: ProjectChange): Changeable {
  if ('keys' in given)
    throw new AppError(
      'invalid_configuration',
      'project.keys: there is nothing called "keys" here; make one with POST …/keys, end one with DELETE …/keys/{key}',
    )
  const document = checkConfiguration({ project: given, journeys: [], prompts: [] })
  const { keys: _keys, ...whole } = wholeOf(document, []).project
  return { theme: {}, signals: [], origins: [], impressions: false, retention: {}, traits: [], ...whole }
}

async function settingsOf(db: Db, row: ProjectRow): Promise<ProjectSettings> {
  const [keys, zone_move] = [await listKeyItems(db, row.id), await readZoneMove(db, row)]
  return { id: row.id, ...changeableOf(row), keys, zone_move }
}

function changeableOf({
  name,
  zone,
  privacy,
  budget,
  theme,
  signals,
  origins,
  impressions,
  retention,
  traits,
}: ProjectRow): Changeable {
  return { name, zone, privacy, budget, theme, signals, origins, impressions, retention, traits }
}
