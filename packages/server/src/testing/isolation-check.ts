import { type FastifyInstance, type InjectOptions } from 'fastify'
import { sql } from 'kysely'

import type { Db } from '../database/open.ts'
import type { Row } from './isolation-rows.ts'
import { type Caller, type Ids, type World, WORDS } from './isolation-world.ts'

/**
 * What is wrong with who gets where by a route: everybody who may not, then those who may.
 *
 * - Whoever is nobody is told 401; who lacks the scope, 403.
 * - A foreign id gets, to the letter, the answer of one that does not exist: 404 where it is in the path.
 * - None of these changes anything, and nobody is told a word of the other project.
 * - The owner gets what they came for, and whoever else has the scope is not turned away.
 *
 * A route that changes something needs a world of its own.
 */
export async function faultsOfRoute(app: FastifyInstance, db: Db, world: World, row: Row): Promise<string[]> {
  const before = await snapshotOf(db)
  const refused = [
    ...world.callers.map((caller) => faultsOfRefusal(app, world, row, caller)),
    ...insiders(world, row).map((caller) => faultsOfIds(app, world, row, caller)),
  ]
  const faults = (await Promise.all(refused)).flat()
  if (!isSame(before, await snapshotOf(db))) faults.push('a request that was refused has changed something')
  for (const caller of insiders(world, row)) faults.push(...(await faultsOfControl(app, world, row, caller)))
  const { foreign } = await snapshotOf(db)
  if (foreign !== before.foreign) faults.push('the other project has changed')
  return faults.map((fault) => `${row.route}: ${fault}`)
}

/** The kinds of ids that a row names, in its path, and elsewhere. */
export function kindsOf({ route, query = '', body }: Row): { path: string[]; others: string[] } {
  const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, kind = '']) => kind)
  return { path: found(route, /:(\w+)/g), others: found(query + JSON.stringify(body ?? ''), /\{(\w+)\}/g) }
}

async function faultsOfRefusal(app: FastifyInstance, world: World, row: Row, caller: Caller): Promise<string[]> {
  const expected = refusalOf(row, caller)
  if (expected === null) return []
  const answer = await ask(app, row, caller, world.own)
  const faults = told(answer, WORDS.own).map((word) => `${caller.name} is told "${word}"`)
  if (!expected.includes(answer.status))
    faults.push(`${caller.name} is told ${answer.status} and not ${expected.join(' or ')}`)
  if (answer.status !== 404) return faults
  const none = await ask(app, row, caller, { ...world.own, project: world.missing.project })
  return answer.text === none.text ? faults : [...faults, `${caller.name} can tell that the project exists`]
}

/** With what it is refused; null where it is not. */
function refusalOf({ route, needs }: Row, caller: Caller): number[] | null {
  if (caller.scopes.length === 0) return [401]
  if (needs === 'person') return caller.isPerson ? null : [401, 403]
  if (needs === 'ownership') {
    if (!caller.isPerson) return [401, 403]
    return caller.scopes.includes('admin') ? null : [403]
  }
  if (caller.isStranger) return isOfProject(route) ? [404] : null
  return caller.scopes.includes(needs) ? null : [403]
}

/** Each kind of id in turn as another project's and as nobody's, the others being one's own. */
async function faultsOfIds(app: FastifyInstance, world: World, row: Row, caller: Caller): Promise<string[]> {
  const faults: string[] = []
  const { path, others } = kindsOf(row)
  for (const kind of new Set([...path, ...others])) {
    if (!isKind(world.own, kind)) {
      faults.push(`nobody knows which ids "${kind}" stands for: add it to Ids`)
      continue
    }
    const foreign = await ask(app, row, caller, { ...world.own, [kind]: world.foreign[kind] })
    const none = await ask(app, row, caller, { ...world.own, [kind]: world.missing[kind] })
    const who = `${caller.name}, with the ${kind} of another project,`
    for (const word of told(foreign, WORDS.foreign)) faults.push(`${who} is told "${word}"`)
    const [text, expected] = [without(foreign.text, world.foreign[kind]), without(none.text, world.missing[kind])]
    if (foreign.status !== none.status || text !== expected)
      faults.push(
        `${who} is told ${foreign.status} ${text}, and with one that does not exist ${none.status} ${expected}`,
      )
    const status = path.includes(kind) ? (kind === 'project' ? 404 : (row.foreign ?? 404)) : null
    if (status !== null && foreign.status !== status) faults.push(`${who} is told ${foreign.status} and not ${status}`)
    if (foreign.status >= 500) faults.push(`${who} breaks it: ${foreign.text}`)
  }
  return faults
}

/** The owner comes first, while everything is as it was. */
async function faultsOfControl(app: FastifyInstance, world: World, row: Row, caller: Caller): Promise<string[]> {
  const answer = await ask(app, row, caller, world.own)
  const faults = told(answer, WORDS.foreign).map((word) => `${caller.name} is told "${word}"`)
  const isFine = caller === world.callers[0] ? answer.status < 300 : answer.status < 500 && !DENIED.has(answer.status)
  return isFine ? faults : [...faults, `${caller.name} is told ${answer.status} ${answer.text}`]
}

/** Who may: of those who know the project. For what is of a person, the owner alone, whose the ids are. */
function insiders({ callers }: World, row: Row): Caller[] {
  const may = callers.filter((caller) => refusalOf(row, caller) === null && !caller.isStranger)
  return row.needs === 'person' ? may.slice(0, 1) : may
}

interface Answer {
  status: number
  text: string
}

async function ask(app: FastifyInstance, row: Row, caller: Caller, ids: Ids): Promise<Answer> {
  const [method, url = ''] = row.route.split(' ') as ['GET', string]
  const fill = (text: string, pattern: RegExp, wrap: (id: string) => string) =>
    text.replaceAll(pattern, (all, kind: string) => (isKind(ids, kind) ? wrap(ids[kind]) : all))
  const path = fill(url, /:(\w+)/g, encodeURIComponent)
  const query = row.query === undefined ? '' : `?${fill(row.query, /\{(\w+)\}/g, encodeURIComponent)}`
  const isChange = method !== 'GET' && method !== 'HEAD'
  const request: InjectOptions = {
    method,
    url: path + query,
    headers: {
      ...caller.headers,
      ...(isChange && { 'if-match': '*' }),
      ...row.headers,
      ...(row.body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(row.body !== undefined && { payload: fill(JSON.stringify(row.body), /\{(\w+)\}/g, (id) => id) }),
  }
  if (!row.isStream) {
    const answer = await app.inject(request)
    return { status: answer.statusCode, text: answer.body }
  }
  const answer = await app.inject({ ...request, payloadAsStream: true })
  const stream = answer.stream()
  if (answer.statusCode >= 300) return { status: answer.statusCode, text: (await stream.toArray()).join('') }
  stream.destroy()
  return { status: answer.statusCode, text: '' }
}

const isOfProject = (route: string) => route.includes(' /api/projects/:project')
const isKind = (ids: Ids, kind: string): kind is keyof Ids => kind in ids
/** What somebody is told that is none of their business. */
const told = ({ text }: Answer, word: string) => (text.toLowerCase().includes(word.toLowerCase()) ? [word] : [])
/** An answer may say back the id that it was asked about. */
const without = (text: string, id: string) => text.replaceAll(encodeURIComponent(id), '…').replaceAll(id, '…')
/** 404 is not among them: the owner may have removed it just now. */
const DENIED = new Set([401, 403])

interface Snapshot {
  all: string
  foreign: string
}

const isSame = (a: Snapshot, b: Snapshot) => a.all === b.all && a.foreign === b.foreign

/** A hash of all that is stored, but for when something was last used. */
async function snapshotOf(db: Db): Promise<Snapshot> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'kysely%'`.execute(db)
  const texts = tables.map(
    ({ name }) =>
      sql`select ${name} || (to_jsonb(t) - 'seen_at' - 'last_used_at')::text as line from ${sql.table(name)} t`,
  )
  const { rows } = await sql<Snapshot>`
    select md5(string_agg(line, ',' order by line)) as "all",
      md5(string_agg(line, ',' order by line) filter (where line like '%"beta"%')) as "foreign"
    from (${sql.join(texts, sql` union all `)}) lines`.execute(db)
  const [found] = rows
  if (!found) throw new Error('There is nothing to compare.')
  return found
}
