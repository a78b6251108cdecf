import { sql } from 'kysely'
import { Client } from 'pg'
import { afterEach, expect, inject, test } from 'vitest'

import { COMMAND } from '../access/audit.ts'
import { readFeelQuery } from '../analyse/feel-query.ts'
import { findFeel } from '../analyse/feel.ts'
import { tellAnswers } from '../analyse/privacy-gate/tell-answers.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { findProject } from '../configure/queries.ts'
import { laneOf } from '../database/lane.ts'
import { deleteDueProjects, planDeletion } from '../privacy/deletion.ts'
import { databaseUrl, useDatabase } from '../testing/database.ts'
import { answerAs, daysOn, promisingShop } from '../testing/promising.ts'
import { record } from '../testing/reader.ts'
import { answerOf, shop } from '../testing/shop.ts'
import { sqlRoleCommand } from './sql-role-command.ts'
import { createSqlRole, dropSqlRole, listSqlRoles, VIEWS } from './sql-roles.ts'

const database = useDatabase()
const clients: Client[] = []
const made: string[] = []

afterEach(async () => {
  for (const client of clients.splice(0)) await client.end()
  for (const name of made.splice(0)) await dropSqlRole(database.db, COMMAND, name).catch(() => {})
})

test('a role reads the views and no table, and writes nothing', async () => {
  await openShop()
  const reader = await connectAs(await roleFor('shop'))
  const { rows } = await sql<{ name: string }>`select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p')`.execute(database.db)
  const names = rows.map(({ name }) => name)
  expect(names.length).toBeGreaterThan(20)
  for (const name of names) {
    const refused = VIEWS.some((view) => view === name) ? null : '42501'
    expect([name, await codeOf(reader, `select 1 from "${name}" limit 1`)]).toEqual([name, refused])
  }
  await reader.query('set default_transaction_read_only = off')
  for (const statement of [
    `delete from attune_answers`,
    `update attune_answers set feel = 5`,
    `insert into sql_readers values (current_user, '*')`,
    `create table mine (x int)`,
    `create role another`,
  ])
    expect([statement, (await codeOf(reader, statement)) === null]).toEqual([statement, false])
})

test('it asks for nothing but reading, and not for long', async () => {
  await openShop()
  const reader = await connectAs(await roleFor('shop'))
  const { rows } = await reader.query(`select current_setting('default_transaction_read_only') as reads,
    current_setting('statement_timeout') as within`)
  expect(rows).toEqual([{ reads: 'on', within: '30s' }])
})

test('a role of one project sees none of another, by no condition; one of every project sees all, also new ones', async () => {
  await openShop()
  await openShop('other')
  const [one, all] = [await connectAs(await roleFor('shop')), await connectAs(await roleFor('*'))]
  for (const view of VIEWS) {
    expect(await projectsIn(one, view)).toEqual(['shop'])
    expect(await projectsIn(one, view, `project = 'other'`)).toEqual([])
    expect(await projectsIn(all, view)).toEqual(['other', 'shop'])
  }
  await openShop('third')
  for (const view of VIEWS) expect(await projectsIn(all, view)).toEqual(['other', 'shop', 'third'])
  // A condition that fails at what it is not shown would tell that it is there.
  expect(
    await codeOf(
      one,
      `select 1 from attune_answers where 1 / (case when project = 'other' then length(project) - 5 else 1 end) = 1`,
    ),
  ).toBe(null)
})

test('behind the privacy gate only what was told of is seen, without what would tell people apart', async () => {
  await promisingShop(database.db)
  await answerAs(database.db, [1, 2, 3, 4, 5], { comment: 'Ow' })
  const reader = await connectAs(await roleFor('shop'))
  expect((await reader.query('select * from attune_answers')).rows).toEqual([])
  await tellAnswers(database.db, daysOn(1))
  await answerAs(database.db, [1, 1, 1, 1], { context: { device: 'desktop' }, receivedAt: daysOn(1) })
  const { rows } = await reader.query<Record<string, unknown>>('select * from attune_answers order by feel')
  expect(rows.map(({ feel }) => feel)).toEqual([1, 2, 3, 4, 5])
  expect(rows[0]).toMatchObject({
    day: expect.anything(),
    variant: null,
    visit: null,
    device: null,
    took_ms: null,
    set_aside: null,
  })
  const daily = await reader.query(`select sum(n) as n, sum(dismissed) as dismissed from attune_feel_daily`)
  expect(daily.rows).toEqual([{ n: '5', dismissed: null }])
})

test('not even the plan of a question says what people felt who were not told of', async () => {
  await promisingShop(database.db)
  await answerAs(database.db, [1, 1, 1, 2])
  await openShop('other')
  await sql`analyze`.execute(database.db)
  const reader = await connectAs(await roleFor('shop'))
  // Each pair would be told apart by a guess about rows that are left out, or by how many of them were looked at.
  const pairs = [
    ['attune_answers', 'feel = 1', 'feel = 5'],
    ['attune_answers', `project = 'other'`, `project = 'othor'`],
    ['attune_answers', `step = 'payment'`, `step = 'paymint'`],
    ['attune_feel_daily', `score_1 = 3`, `score_1 = 4`],
    ['attune_feel_daily', `project = 'other'`, `project = 'othor'`],
  ] as const
  for (const [view, one, another] of pairs) {
    const [ones, others] = [await planOf(reader, view, one), await planOf(reader, view, another)]
    // The condition itself is in it, once.
    const asked = new RegExp(`^ *Filter: .${view}.*$`, 'm')
    expect(ones).toMatch(asked)
    expect(ones.replace(asked, '')).toBe(others.replace(asked, ''))
  }
})

test('days in SQL say what the API says, of every scale', async () => {
  await openShop()
  for (const [scale, feels] of [
    ['faces', [1, 2, 3, 4, 5, 5]],
    ['nps', [0, 3, 6, 7, 8, 9, 10, 10]],
    ['ease', [1, 3, 4, 5, 6, 7, 7]],
    ['thumbs', [1, 2, 2, 2, 2]],
  ] as const) {
    const document = shop()
    Object.assign(
      document.prompts.find(({ id }) => id === 'payment-feel')!,
      { scale },
    )
    await applyConfiguration(database.db, scale, {
      ...document,
      project: { ...document.project, name: scale, keys: [`pk_${scale}`] },
    })
    await record(
      database.db,
      feels.map((feel) => answerOf({ feel, at: '2026-03-10T12:00:00.000Z', comment: 'x' })),
      'live',
      {},
      scale,
    )
    const project = await findProject(database.db, laneOf(scale), scale)
    const query = readFeelQuery({ by: 'day,prompt', where: 'prompt:payment-feel' })
    const { answer } = await findFeel(database.db, project as never, query, new Date())
    const reader = await connectAs(await roleFor(scale))
    const { rows } = await reader.query<
      Record<string, unknown>
    >(`select scale, n::int, mean, net, positive::int, negative::int, commented::int
      from attune_feel_daily where prompt = 'payment-feel'`)
    const [said] = answer.rows
    expect(rows).toEqual([
      {
        scale,
        n: feels.length,
        commented: feels.length,
        mean: expect.closeTo(said!.mean!, 9) as unknown,
        net: expect.closeTo(said!.net!, 9) as unknown,
        positive: Math.round(said!.positive! * feels.length),
        negative: Math.round(said!.negative! * feels.length),
      },
    ])
  }
})

test('a role that is dropped is gone, a project that is deleted is nobody’s, and both are written down', async () => {
  await openShop()
  const name = await roleFor('shop')
  await expect(createSqlRole(database.db, COMMAND, { name, project: '*', password: 'x' })).rejects.toMatchObject({
    code: 'conflict',
  })
  const audit = () =>
    database.db
      .selectFrom('audit')
      .select(['action', 'subject'])
      .where('action', 'like', 'sql_role%')
      .orderBy('id')
      .execute()
  await dropSqlRole(database.db, COMMAND, name)
  expect(await audit()).toEqual([
    { action: 'sql_role.created', subject: name },
    { action: 'sql_role.ended', subject: name },
  ])
  expect((await sql`select from pg_roles where rolname = ${name}`.execute(database.db)).rows).toEqual([])
  await expect(dropSqlRole(database.db, COMMAND, name)).rejects.toMatchObject({ code: 'not_found' })
  const another = await roleFor('shop')
  await planDeletion(database.db, 'shop', COMMAND, new Date(0))
  await deleteDueProjects(database.db, new Date())
  expect(await listSqlRoles(database.db)).toEqual([])
  await sql.raw(`drop owned by ${another}; drop role ${another}`).execute(database.db)
})

test('the command prints how to connect, and that works; or the SQL that makes the role; or what is wrong', async () => {
  await openShop()
  const name = nameOf()
  const said: string[] = []
  const run = (...args: string[]) =>
    sqlRoleCommand(args, {
      settings: { databaseUrl: database.url } as never,
      open: async () => ({ db: database.db, close: async () => {} }),
      print: (line) => said.push(line),
      warn: (line) => said.push(line),
      isWatched: false,
      signal: new AbortController().signal,
    })
  expect(await run('create', name, '--project', 'shop')).toBe(0)
  const client = new Client({ connectionString: said.pop() ?? '' })
  clients.push(client)
  await client.connect()
  expect(await projectsIn(client, 'attune_answers')).toEqual(['shop'])
  expect(await run('list')).toBe(0)
  expect(said.pop()).toMatch(new RegExp(`^${name}  shop  `))
  expect(await run('create', `${name}_2`, '--print')).toBe(0)
  expect(said.splice(0).at(-1)).toBe(`insert into sql_readers (role, project_id) values ('${name}_2', '*');`)
  expect(await run('drop', name)).toBe(0)
  for (const wrong of [
    [],
    ['create'],
    ['create', 'pg_x'],
    ['create', 'a"b'],
    ['list', 'x'],
    ['create', 'x', '--colour'],
  ])
    expect(await run(...wrong)).toBe(2)
  await expect(run('create', name, '--project', 'nobody')).rejects.toMatchObject({ code: 'not_found' })
})

async function openShop(id = 'shop'): Promise<void> {
  const document = shop()
  await applyConfiguration(database.db, id, {
    ...document,
    project: { ...document.project, name: id, keys: [`pk_${id}`] },
  })
  await record(database.db, [answerOf({ at: '2026-03-10T12:00:00.000Z' })], 'live', {}, id)
}

function nameOf(): string {
  const name = `bi_${Math.random().toString(36).slice(2, 12)}`
  made.push(name)
  return name
}

async function roleFor(project: string): Promise<string> {
  const name = nameOf()
  await createSqlRole(database.db, COMMAND, { name, project, password: 'secret' })
  return name
}

async function connectAs(name: string): Promise<Client> {
  const url = new URL(databaseUrl(inject('clusterUrl'), new URL(database.url).pathname.slice(1)))
  if (url.hostname === '') url.searchParams.set('user', name)
  else Object.assign(url, { username: name, password: 'secret' })
  const client = new Client({ connectionString: url.href })
  clients.push(client)
  await client.connect()
  return client
}

/** With what it is refused; null where it is not. */
async function codeOf(client: Client, statement: string): Promise<string | null> {
  return await client.query(statement).then(
    () => null,
    (error: unknown) => (error as { code: string }).code,
  )
}

async function projectsIn(client: Client, view: string, condition = 'true'): Promise<string[]> {
  const { rows } = await client.query<{ project: string }>(
    `select distinct project from ${view} where ${condition} order by project`,
  )
  return rows.map(({ project }) => project)
}

async function planOf(client: Client, view: string, condition: string): Promise<string> {
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(
    `explain (analyze, timing off, buffers off, summary off) select * from ${view} where ${condition}`,
  )
  return rows.map((row) => row['QUERY PLAN'].replaceAll(/Memory: \d+kB/g, '')).join('\n')
}
