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
  const faults = told(answer.text, world.own, WORDS.own).map((what) => `${caller.name} is told "${what}"`)
  if (!expected.includes(answer.status))
    faults.push(`${caller.name} is told ${answer.status} and not ${expected.join(' or ')}`)
  if (answer.status !== 404) return faults
  const none = await ask(app, row, caller, { ...world.own, project: world.missing.project })
  return answer.text === none.text ? faults : [...faults, `${caller.name} can tell that the project exists`]
}

/** With what it is refused; null where it is not. */
function refusalOf({ route, needs, also = [], byLink }: Row, caller: Caller): number[] | null {
  if (caller.scopes.length === 0) return [401]
  if (caller.isLink) return isOfProject(route) && !caller.isStranger && byLink ? null : refusalOfLink(route, caller)
  if (needs === 'person') return caller.isPerson ? null : [401, 403]
  if (needs === 'ownership') {
    if (!caller.isPerson) return [401, 403]
    return caller.scopes.includes('admin') ? null : [403]
  }
  if (caller.isStranger) return isOfProject(route) ? [404] : null
  return [needs, ...also].every((scope) => caller.scopes.includes(scope)) ? null : [403]
}

/** A link is no person and opens nothing but its own project. */
function refusalOfLink(route: string, { isStranger }: Caller): number[] {
  if (!isOfProject(route)) return [401]
  return isStranger ? [404] : [403]
}

/**
 * Each kind of id in turn as another project's and as nobody's, the others being one's own; then all of them at once, since ids
 * of two projects seldom find anything together. So with all parameters of the query, and with each alone.
 */
async function faultsOfIds(app: FastifyInstance, world: World, row: Row, caller: Caller): Promise<string[]> {
  const { path, others } = kindsOf(row)
  const unknown = [...path, ...others].filter((kind) => !isKind(world.own, kind))
  if (unknown.length > 0) return [`nobody knows which ids "${unknown.join()}" stand for: add them to Ids`]
  const faults: string[] = []
  for (const variant of variantsOf(row)) {
    const kinds = Object.values(kindsOf(variant)).flat() as (keyof Ids)[]
    const inside = kinds.filter((kind) => kind !== 'project')
    const sets = [...kinds.map((kind) => [kind]), ...(inside.length > 1 ? [inside] : [])]
    for (const set of sets) faults.push(...(await faultsOfSet(app, world, variant, caller, set)))
  }
  return faults
}

async function faultsOfSet(
  app: FastifyInstance,
  world: World,
  row: Row,
  caller: Caller,
  kinds: (keyof Ids)[],
): Promise<string[]> {
  const put = (ids: Ids) => ({ ...world.own, ...Object.fromEntries(kinds.map((kind) => [kind, ids[kind]])) })
  const foreign = await ask(app, row, caller, put(world.foreign))
  const none = await ask(app, row, caller, put(world.missing))
  const [text, expected] = [without(foreign.text, world.foreign, kinds), without(none.text, world.missing, kinds)]
  const who = `${caller.name}, with the ${kinds.join(' and ')} of another project,`
  const faults = told(text, world.foreign, WORDS.foreign).map((what) => `${who} is told "${what}"`)
  if (foreign.status !== none.status || text !== expected)
    faults.push(`${who} is told ${foreign.status} ${text}, and with one that does not exist ${none.status} ${expected}`)
  const { path } = kindsOf(row)
  const status = kinds.some((kind) => path.includes(kind)) ? statusOfForeign(row, kinds) : null
  if (status !== null && foreign.status !== status) faults.push(`${who} is told ${foreign.status} and not ${status}`)
  if (foreign.status >= 500) faults.push(`${who} breaks it: ${foreign.text}`)
  return faults
}

const statusOfForeign = (row: Row, kinds: (keyof Ids)[]) => (kinds.includes('project') ? 404 : (row.foreign ?? 404))

/** A row as it is, and where its query names ids, with each parameter alone and with none. */
function variantsOf(row: Row): Row[] {
  if (!row.query?.includes('{')) return [row]
  const { query, ...bare } = row
  const parameters = query.split('&')
  return [row, ...(parameters.length > 1 ? parameters.map((one) => Object.assign({}, bare, { query: one })) : []), bare]
}

/** The owner comes first, while everything is as it was. */
async function faultsOfControl(app: FastifyInstance, world: World, row: Row, caller: Caller): Promise<string[]> {
  const faults: string[] = []
  for (const variant of variantsOf(row)) {
    const { status, text } = await ask(app, variant, caller, world.own)
    faults.push(...told(text, world.foreign, WORDS.foreign).map((what) => `${caller.name} is told "${what}"`))
    const isOwner = caller === world.callers[0] && variant === row
    const isFine = isOwner ? isExpected(row, status) : status < 500 && !DENIED.has(status)
    if (!isFine) faults.push(`${caller.name} is told ${status} ${text}`)
  }
  return faults
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
  const [method, url] = row.route.split(' ') as ['GET' | 'HEAD', string]
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

const isExpected = ({ control }: Row, status: number) => (control === undefined ? status < 300 : status === control)
const isOfProject = (route: string) => route.includes(' /api/projects/:project')
const isKind = (ids: Ids, kind: string): kind is keyof Ids => kind in ids
/** What somebody is told that is none of their business: a word, or an id of more than a digit or two. */
const told = (text: string, ids: Ids, word: string) =>
  [word, ...Object.values<string>({ ...ids }).filter((id) => id.length > 2)].filter((one) =>
    text.toLowerCase().includes(one.toLowerCase()),
  )
/** An answer may say back the ids that it was asked about. */
const without = (text: string, ids: Ids, kinds: (keyof Ids)[]) =>
  kinds.reduce((left, kind) => left.replaceAll(encodeURIComponent(ids[kind]), '…').replaceAll(ids[kind], '…'), text)
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
