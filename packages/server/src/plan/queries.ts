import { sql } from 'kysely'

import type { Db } from '../database/open.ts'
import type { MomentCount, PromptCount } from './forecast.ts'
import type { PromptDay } from './pace.ts'

/** A stretch of days of a project, both ends inclusive. */
export interface Stretch {
  lane: number
  project: string
  from: string
  to: string
}

/** The first day that a project has counted anything that happened in pages; null where it never has. */
export async function findFirstDay(db: Db, lane: number, project: string): Promise<string | null> {
  const row = await db
    .selectFrom('counts')
    .select((eb) => eb.fn.min('day').as('day'))
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('journey', '<>', '')
    .where('origin', 'in', ASKED)
    .executeTakeFirst()
  return row?.day ?? null
}

/** What happened at the steps of a journey, by segment. */
export async function sumMoments(
  db: Db,
  { lane, project, from, to }: Stretch,
  journey: string,
): Promise<(MomentCount & { origin: string })[]> {
  return await db
    .selectFrom('counts')
    .select([
      sql<string>`journey || '/' || step`.as('step'),
      'measure',
      'value',
      'device',
      'locale',
      'release',
      'origin',
      N,
    ])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('journey', '=', journey)
    .where('measure', 'in', ['entered', 'completed', 'failed', 'left', 'signal'])
    .where('origin', 'in', ASKED)
    .groupBy(['journey', 'counts.step', 'measure', 'value', 'device', 'locale', 'release', 'origin'])
    .execute()
}

/** What became of every prompt, over all its versions. */
export async function sumPrompts(db: Db, { lane, project, from, to }: Stretch): Promise<PromptCount[]> {
  return await db
    .selectFrom('counts')
    .select(['prompt', 'measure', 'value', N])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('measure', 'in', ['considered', 'shown', 'feel'])
    .where('prompt', '<>', '')
    .where('origin', 'in', ASKED)
    .groupBy(['prompt', 'measure', 'value'])
    .execute()
}

/** So many of what became of a prompt in one day. */
export interface RespectCount {
  day: string
  prompt: string
  journey: string
  step: string
  measure: string
  value: string
  n: number
}

/** How often each prompt was shown and how it was left, by day. */
export async function sumOutcomes(db: Db, { lane, project, from, to }: Stretch): Promise<RespectCount[]> {
  return await db
    .selectFrom('counts')
    .select(['day', 'prompt', 'journey', 'step', 'measure', 'value', N])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('measure', 'in', ['shown', 'dismissed', 'feel', 'set_aside'])
    .where('prompt', '<>', '')
    .where('origin', 'in', ASKED)
    .groupBy(['day', 'prompt', 'journey', 'step', 'measure', 'value'])
    .execute()
}

/** What became of each prompt by day, as its pace is judged by. */
export async function sumDays(db: Db, { lane, project, from, to }: Stretch): Promise<PromptDay[]> {
  const sumOf = (condition: string) => sql<number>`coalesce(sum(n) filter (where ${sql.raw(condition)}), 0)::bigint`
  return await db
    .selectFrom('counts')
    .select([
      'prompt',
      'day',
      sumOf(`measure = 'considered' and value in ('asked', 'sampled_out')`).as('eligible'),
      sumOf(`measure = 'shown'`).as('shown'),
      sumOf(`measure in ('feel', 'set_aside')`).as('answered'),
      sumOf(`measure = 'dismissed' and value in ('closed', 'never')`).as('dismissed'),
    ])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('measure', 'in', ['considered', 'shown', 'feel', 'set_aside', 'dismissed'])
    .where('prompt', '<>', '')
    .where('origin', '=', 'live')
    .groupBy(['prompt', 'day'])
    .execute()
}

/** What answering took people, by day and prompt; each answer at most so many milliseconds. */
export async function sumSeconds(
  db: Db,
  { lane, project, from, to }: Stretch,
  mostMs: number,
): Promise<(Omit<RespectCount, 'measure' | 'value'> & { seconds: number })[]> {
  return await db
    .selectFrom('answers')
    .select([
      'day',
      'prompt',
      'journey',
      'step',
      // The least of nothing and a number would be the number.
      sql<number>`coalesce(sum(least(took_ms, ${mostMs}::integer)) filter (where took_ms is not null), 0)::float8 / 1000`.as(
        'seconds',
      ),
      sql<number>`count(*) filter (where took_ms is null)::bigint`.as('n'),
    ])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where('origin', 'in', ASKED)
    .groupBy(['day', 'prompt', 'journey', 'step'])
    .execute()
}

/** People who were asked in a page, and the sample history that stands for them; not imports, nor who spoke up by themselves. */
const ASKED = ['live', 'sample'] as const

const N = sql<number>`sum(n)::bigint`.as('n')
