import type { DriverOutcome } from '@attune/protocol'
import { sql } from 'kysely'

import type { Db } from '../../database/open.ts'
import { type AskedVersion, findContents } from '../queries.ts'
import { MIN_RANKED } from './associate.ts'
import { currentOf, fitting } from './items.ts'
import { countClosed, type PairsAsked, placeKey } from './queries.ts'

type Asked = Pick<PairsAsked, 'lane' | 'project' | 'zone' | 'journey' | 'from' | 'to' | 'newest'>

interface Outcomes {
  /**
   * The likeliest choice first: by how often it is known, but what 120 people said before how visits ended, which says little of
   * steps that nobody passes without ending well; and of these, what somebody has made the outcome of pairs.
   */
  outcomes: DriverOutcome[]
  /** By prompt: as it is asked where no language is better. */
  questions: ReadonlyMap<string, string>
}

/**
 * What a journey's steps can be held against in these days: what was asked about the journey as a whole, what asked for a
 * recommendation, what makes pairs, how visits ended; and whatever is `chosen`. Only what somebody gave.
 *
 * @param chosen A prompt of this journey, or null.
 */
export async function findOutcomes(
  db: Db,
  asked: Asked,
  versions: readonly AskedVersion[],
  chosen: string | null,
): Promise<Outcomes> {
  const prompts = [...Map.groupBy(versions, ({ prompt }) => prompt).values()].flatMap((own) => {
    const current = currentOf(own)
    if (!current || current.journey !== asked.journey) return []
    const isOne =
      current.step === '' || current.scale === 'nps' || current.pairWith.length > 0 || current.prompt === chosen
    return isOne ? [{ current, fitting: fitting(own, current) }] : []
  })
  const ids = prompts.map(({ current }) => current.prompt)
  const [answers, contents, closed] = await Promise.all([
    countAnswers(db, asked, ids),
    findContents(db, asked.lane, asked.project, ids),
    countClosed(db, asked),
  ])
  const wordings = new Map(contents.map((one) => [placeKey(one), one.content.wording.default.question]))
  const questions = new Map(prompts.map(({ current }) => [current.prompt, wordings.get(placeKey(current)) ?? '']))
  const said = prompts.map(({ current: { prompt, scale, step, pairWith }, fitting: own }) => ({
    prompt,
    question: questions.get(prompt) ?? '',
    scale,
    step,
    known: own.reduce((sum, version) => sum + (answers.get(placeKey(version)) ?? 0), 0),
    pair_with: [...pairWith],
  }))
  const outcomes = [...said, { prompt: null, question: null, scale: null, step: '', known: closed, pair_with: [] }]
    .filter(({ prompt, known }) => known > 0 || (prompt !== null && prompt === chosen))
    .toSorted((a, b) => standingOf(b) - standingOf(a) || b.known - a.known)
  return { outcomes, questions }
}

function standingOf({ prompt, known, pair_with }: DriverOutcome): number {
  return prompt !== null && known >= MIN_RANKED ? 1 + Number(pair_with.length > 0) : 0
}

/** How often each version was answered, by `placeKey`. */
async function countAnswers(
  db: Db,
  { lane, project, journey, from, to }: Asked,
  prompts: readonly string[],
): Promise<Map<string, number>> {
  if (prompts.length === 0) return new Map()
  const rows = await db
    .selectFrom('counts')
    .select(['prompt', 'version', sql<number>`sum(n)::bigint`.as('n')])
    .where('lane', '=', lane)
    .where('project_id', '=', project)
    .where('journey', '=', journey)
    .where('measure', '=', 'feel')
    .where('prompt', 'in', [...prompts])
    .where('origin', '<>', 'unprompted')
    .where('day', '>=', from)
    .where('day', '<=', to)
    .groupBy(['prompt', 'version'])
    .execute()
  return new Map(rows.map((row) => [placeKey(row), row.n]))
}
