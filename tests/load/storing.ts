import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'

import { Client } from 'pg'

import { admitBatch } from '../../packages/server/src/collect/admit.ts'
import { readBody } from '../../packages/server/src/collect/body.ts'
import { prepare } from '../../packages/server/src/collect/prepare.ts'
import { type Step, stepsOf } from '../../packages/server/src/collect/store-group.ts'
import { migrate } from '../../packages/server/src/database/migrate.ts'
import { openDatabase } from '../../packages/server/src/database/open.ts'
import { createPostgres, findPostgres } from '../faults/postgres.ts'
import { requestsOf } from './ingest-bodies.ts'
import { ID_MARK } from './ingest-load.ts'
import { knownProject } from './known-project.ts'

/**
 * `pnpm bench storing [embedded|15]`: what an answer costs PostgreSQL, and what each part of it: processor time of the connection's process
 * while it stores the same groups as the service does, in databases that lack one thing each. Linux only.
 *
 * Each round goes to all databases in turn, so that whatever else the machine does hits all alike; the lower quartiles of the rounds are printed.
 */
const ROUNDS = 21
const WARM_ROUNDS = 2
const ANSWERS_EACH = 1_280
const GROUP = 32
const PROJECT = knownProject(0)
const REQUESTS = requestsOf(1, 1)

interface Variant {
  name: string
  /** What makes its database another than Attune's. */
  changes?: string[]
  /** After `create database`. */
  database?: string
  /** The name of the statement that is left out. */
  leftOut?: string
  newId?: () => string
  groupOf?: number
}

const AGES = ['answers_by_age', 'turns_by_age', 'batches_by_age']
const INDEXES = ['answers_by_visit', 'answers_by_moment', 'answers_with_words', 'answers_by_words']

const VARIANTS: Variant[] = [
  { name: 'as it is, groups of 32' },
  { name: 'the same again' },
  { name: 'without turns', leftOut: 'insert_turns' },
  { name: 'without batches', leftOut: 'insert_batches' },
  { name: 'without counts', leftOut: 'add_counts' },
  { name: 'without answers', leftOut: 'insert_answers' },
  ...INDEXES.map((index) => without(`without ${index}`, [index])),
  without('without the three by age', AGES),
  without('without any index but keys', [...INDEXES, ...AGES]),
  { name: 'ids in order of time', newId: timeOrdered },
  { name: 'keys that begin with the id', changes: ['turns', 'batches', 'answers'].flatMap(keyedById) },
  { name: 'collation of ICU, en-US', database: `template template0 locale_provider icu icu_locale 'en-US'` },
  { name: 'commit not awaited', changes: ['set synchronous_commit = off'] },
  { name: 'groups of 8', groupOf: 8 },
  { name: 'groups of 16', groupOf: 16 },
  { name: 'groups of 64', groupOf: 64 },
]

const which = process.argv[3] === '15' ? '15' : 'embedded'
const found = await findPostgres(which)
if (found) await compareOn(found)
else process.stdout.write(`PostgreSQL ${which} is not on this machine.\n`)

async function compareOn(binaries: string): Promise<void> {
  const postgres = await createPostgres(binaries)
  const databases: Database[] = []
  try {
    for (const [i, variant] of VARIANTS.entries()) databases.push(await makeDatabase(postgres.url, `v${i}`, variant))
    for (let round = 0; round < WARM_ROUNDS + ROUNDS; round++)
      for (const database of databases) {
        const micros = await fill(database)
        if (round >= WARM_ROUNDS) database.micros.push(micros)
      }
    process.stdout.write(`PostgreSQL ${which}: µs for each answer\n`)
    const [first = 0] = databases.map(quartileOf)
    for (const database of databases) {
      const own = quartileOf(database)
      process.stdout.write(
        `${database.variant.name.padEnd(32)}${own.toFixed(0).padStart(5)}${(own - first).toFixed(0).padStart(6)}\n`,
      )
    }
  } finally {
    for (const { client } of databases) await client.end()
    await postgres.remove()
  }
}

interface Database {
  variant: Variant
  client: Client
  /** Of the process that serves the client. */
  pid: number
  micros: number[]
}

async function makeDatabase(url: string, name: string, variant: Variant): Promise<Database> {
  const admin = new Client({ connectionString: url })
  await admin.connect()
  await admin.query(`create database ${name} ${variant.database ?? ''}`)
  await admin.end()
  const own = url.replace('/postgres?', `/${name}?`)
  const { db, close } = openDatabase(own, 2, () => {})
  await migrate(db)
  await close()
  const client = new Client({ connectionString: own, pipeline: true })
  await client.connect()
  // As the service's own connection does.
  for (const change of ['set plan_cache_mode = force_generic_plan', ...(variant.changes ?? [])])
    await client.query(change)
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
  return { variant, client, pid: rows[0]?.pid ?? 0, micros: [] }
}

/** Stores new answers, two groups on their way at a time; processor time for each, in microseconds. */
async function fill({ variant, client, pid }: Database): Promise<number> {
  const { groupOf = GROUP, newId = randomUUID, leftOut } = variant
  const groups = Array.from({ length: ANSWERS_EACH / groupOf }, () =>
    newGroup(groupOf, newId).filter(({ statement }) => statement.name !== leftOut),
  )
  const before = workedNanos(pid)
  for (let at = 0; at < groups.length; at += 2)
    await Promise.all(groups.slice(at, at + 2).map((steps) => commit(client, steps)))
  return (workedNanos(pid) - before) / 1_000 / ANSWERS_EACH
}

async function commit(client: Client, steps: readonly Step[]): Promise<void> {
  const sent: Promise<unknown>[] = [client.query('begin')]
  for (const { statement, values } of steps) sent.push(client.query({ ...statement, values: [...values] }))
  await Promise.all([...sent, client.query('commit')])
}

function newGroup(size: number, newId: () => string): Step[] {
  const prepared = Array.from({ length: size }, (_, i) => {
    const body = REQUESTS[Math.floor(Math.random() * REQUESTS.length + i) % REQUESTS.length]?.body ?? ''
    const { said, ...sender } = readBody(Buffer.from(body.replaceAll(ID_MARK, () => newId())))
    return prepare(admitBatch(said, PROJECT, new Date(), sender))
  })
  const steps = stepsOf(prepared)
  if (!steps) throw new Error('An id came twice.')
  return steps
}

/** Source: the kernel's sched-stats: nanoseconds on a processor. */
function workedNanos(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0])
}

function quartileOf({ micros }: Database): number {
  return micros.toSorted((a, b) => a - b)[Math.floor(micros.length / 4)] ?? 0
}

function without(name: string, indexes: string[]): Variant {
  return { name, changes: indexes.map((index) => `drop index ${index}`) }
}

function keyedById(table: string): string[] {
  return [
    `alter table ${table} drop constraint ${table}_pkey cascade`,
    `alter table ${table} add primary key (lane, id, project_id)`,
  ]
}

/** As UUIDs of version 7 are, but for their order within a millisecond. */
function timeOrdered(): string {
  const hex = Date.now().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7${randomUUID().slice(15)}`
}
