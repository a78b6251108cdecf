import { randomUUID } from 'node:crypto'

import type { WireEvent } from '@attune/protocol'
import { sql } from 'kysely'
import { Client } from 'pg'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { moveToTheEnd } from '../aggregate/mover.ts'
import { verifyCounts } from '../aggregate/verify.ts'
import { createCommitLane } from '../collect/commit-lane.ts'
import { type Commit, commitBatch } from '../collect/commit.ts'
import { listQuarantined, replayQuarantined } from '../collect/quarantine.ts'
import { applyConfiguration, readConfiguration } from '../configure/configuration.ts'
import { createDirectory, type KnownProject } from '../configure/directory.ts'
import { simulateCluster } from '../testing/cluster.ts'
import { faultsOf, lanesOf, type Sent } from '../testing/conformance.ts'
import { asAdmin, useDatabase } from '../testing/database.ts'
import { answerOf, enteredOf, shop } from '../testing/shop.ts'
import { distribute, SPREAD_BY_LANE } from './distribute.ts'
import { migrate } from './migrate.ts'
import { MIGRATIONS } from './migrations/index.ts'
import { type Db, openDatabase } from './open.ts'

const database = useDatabase()
const IS_SIMULATED = Boolean(process.env['ATTUNE_TEST_DISTRIBUTED'])

afterEach(() => void vi.restoreAllMocks())

describe('what a cluster refuses is seen', () => {
  const table = (inner: string) => `create table t (lane smallint not null, id uuid not null, ${inner})`
  it.each([
    ['a unique key without the lane', table('primary key (id)')],
    ['a unique key without the lane', table('mail text unique, primary key (lane, id)')],
    ['a unique key without the lane', table('mail text')],
    ['a unique key without the lane', 'create unique index t_by_mail on t (mail)'],
    ['a trigger', 'create trigger t_changed after update on t for each row execute function f()'],
    ['a volatile function in "do update"', 'insert into t values (1) on conflict (lane) do update set at = now()'],
    ['a lane that changes', 'update t set a = 1, lane = 4 where id = 1'],
    ['a lane that may be null', 'create table t (lane smallint, id uuid not null, primary key (lane, id))'],
    ['a lock on rows that are not named by their lane', 'select * from "projects" where "id" = $1 for update'],
    ['a merge', 'merge into t using (values (1)) as v on true when matched then delete'],
    ['grouping sets', 'select a, count(*) from t group by grouping sets ((a), ())'],
    [
      'an insert that feeds another',
      'with new as (insert into t values (1) returning id) insert into u select * from new',
    ],
    ['a foreign key without the lane', table('person uuid references people (id), primary key (lane, id)')],
  ])('%s: %s', (fault, text) => expect(faultsOf({ text })).toContain(fault))

  it('rows out of order, and too many parameters', () => {
    const text = 'insert into t (lane, id) select * from unnest($1::smallint[], $2::text[])'
    expect(faultsOf({ text, values: ['{1,1,2}', '{"a","b","a"}'] })).toEqual([])
    expect(faultsOf({ text, values: ['{1,1,2}', '{"b","a","a"}'] })).toEqual(['rows that are not sorted by key'])
    expect(faultsOf({ text, values: ['{2,1}', '{"a","a"}'] })).toEqual(['rows that are not sorted by key'])
    expect(faultsOf({ text, values: Array.from({ length: 65_536 }, () => 1) })).toEqual(['more than 65,535 parameters'])
    expect([...lanesOf([{ text, values: ['{1,1,2}', '{"a","b","a"}'] }])]).toEqual(['1', '2'])
  })
})

it('no migration holds anything that a cluster refuses, and every table with a lane is spread by it', async () => {
  const statements: string[] = []
  vi.spyOn(Client.prototype, 'query').mockImplementation((text: unknown) => {
    statements.push(typeof text === 'string' ? text : (text as Sent).text)
    return Promise.resolve({ rows: [] }) as unknown as void
  })
  await database.db.connection().execute(async (connection) => {
    for (const migration of Object.values(MIGRATIONS)) await migration.up(connection)
  })
  vi.restoreAllMocks()
  expect(statements.length).toBeGreaterThan(20)
  expect(statements.flatMap((text) => faultsOf({ text }).map((fault) => `${fault}: ${text}`))).toEqual([])
  const { rows } = await sql<{ table: string }>`
    select c.table_name as table from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and c.column_name = 'lane' and t.table_type = 'BASE TABLE'`.execute(database.db)
  expect(rows.map((row) => row.table).toSorted()).toEqual([...SPREAD_BY_LANE].toSorted())
})

it('where the cluster is found, tables are spread once; then collecting sends nothing that it refuses', async () => {
  if (!IS_SIMULATED) await simulateCluster(database.url)
  expect(await distribute(database.db)).toEqual(IS_SIMULATED ? [] : [...SPREAD_BY_LANE])
  expect(await distribute(database.db)).toEqual([])
  await sql`alter table answers add constraint no_poison check (comment <> 'poison') not valid`.execute(database.db)
  const projects = await makeProjects(database.db)
  const sessions = recordStatements()
  await collect(database.db, projects)

  const sent = [...sessions.values()].flat()
  expect(sent.flatMap((one) => faultsOf(one).map((fault) => `${fault}: ${one.text}`))).toEqual([])
  const transactions = [...sessions.values()].flatMap(transactionsOf)
  expect(transactions.filter((one) => lanesOf(one).size > 1)).toEqual([])
  expect(lanesOf(sent).size).toBe(projects.length)
  expect(await verifyCounts(database.db)).toEqual([])
})

it.runIf(process.env['TEST_CITUS_URL'])(
  'on a real cluster, tables are spread and collecting keeps its books',
  async () => {
    const url = process.env['TEST_CITUS_URL'] ?? ''
    await asAdmin(
      url,
      `drop table if exists ${[...SPREAD_BY_LANE].toReversed().join(', ')}, people, sessions,
    sign_in_links, kysely_migration, kysely_migration_lock cascade`,
    )
    const { db, close } = openDatabase(url, 4, () => {})
    expect(await migrate(db)).toContain('the spreading of answers')
    await sql`alter table answers add constraint no_poison check (comment <> 'poison') not valid`.execute(db)
    await collect(db, await makeProjects(db))
    expect(await verifyCounts(db)).toEqual([])
    await close()
  },
  120_000,
)

async function makeProjects(db: Db): Promise<KnownProject[]> {
  const made: KnownProject[] = []
  for (const id of ['shop', 'other', 'third', 'fourth']) {
    await applyConfiguration(db, id, { ...shop(), project: { name: id, keys: [`pk_${id}`] } })
    made.push((await createDirectory(db).byId(id)) as KnownProject)
  }
  return made
}

/** Every way that events come in: new ones and repeated ones, poison and its replay, an import; and days that become others. */
async function collect(db: Db, projects: readonly KnownProject[]): Promise<void> {
  const lane = createCommitLane(db)
  const answers = Array.from({ length: 40 }, () => answerOf())
  const batches = Array.from({ length: 120 }, (_, i) => {
    const poison = i % 29 === 7 ? [answerOf({ comment: 'poison' })] : []
    return commitOf(projects[i % projects.length]!, [answers[(i * 7) % 40]!, enteredOf(), ...poison])
  })
  await Promise.all([...batches, ...batches].map((commit) => lane.commit(commit, 500)))
  await lane.close()
  await commitBatch(db, { ...commitOf(projects[0]!, [answerOf(), enteredOf()]), origin: 'import' })
  await sql`alter table answers drop constraint no_poison`.execute(db)
  const directory = createDirectory(db)
  for (const one of await listQuarantined(db, null)) await replayQuarantined(db, directory, one, new Date())
  for (const { id } of projects) {
    const { journeys, prompts, project } = await readConfiguration(db, id)
    // One of them is at another day just now, whenever this is run.
    for (const zone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago'])
      await applyConfiguration(db, id, { project: { ...project, zone }, journeys, prompts })
    expect(await moveToTheEnd(db, id, { pace: { graceMs: 0, page: 7, atOnce: 3 } })).toEqual([id])
  }
}

function commitOf(project: KnownProject, events: WireEvent[]): Commit {
  const receipt = { accepted: events.length, rejected: [] }
  const rest = { receivedAt: new Date(), origin: 'live', visitor: null, context: {} } as const
  return { project, batch: randomUUID(), receipt, events, ...rest }
}

/** How a connection sends: what is recorded is sent as well. */
const SEND = Object.getOwnPropertyDescriptor(Client.prototype, 'query')?.value as (
  this: Client,
  ...args: never
) => unknown

/** What is sent from now on, by connection, in order. */
function recordStatements(): Map<Client, Sent[]> {
  const sessions = new Map<Client, Sent[]>()
  const spy = vi.spyOn(Client.prototype, 'query')
  spy.mockImplementation(function (this: Client, ...args: unknown[]) {
    const [first, second] = args as [string | Sent, readonly unknown[] | undefined]
    const one = typeof first === 'string' ? { text: first, values: Array.isArray(second) ? second : [] } : first
    sessions.set(this, [...(sessions.get(this) ?? []), one])
    return SEND.apply(this, args as never)
  })
  return sessions
}

function transactionsOf(statements: readonly Sent[]): Sent[][] {
  const all: Sent[][] = [[]]
  for (const one of statements) {
    if (/^(begin|commit|rollback$)/i.test(one.text)) all.push([])
    else all.at(-1)?.push(one)
  }
  return all
}
