import { isDeepStrictEqual } from 'node:util'

import type { FeelAnswer, FeelRow } from '@attune/protocol'
import { parse } from 'csv-parse/sync'

import { createToken } from '../access/tokens.ts'
import type { Db } from '../database/open.ts'
import { createRandom, type Random } from '../demo/random.ts'
import { type Question, referenceRows, round, type Row } from './feel-reference.ts'
import { DAYS, type Fact, feelWorld } from './feel-world.ts'
import { readerOf } from './reader.ts'

/** What a run has shown. */
export interface FeelFuzzReport {
  /** Answers by status. */
  statuses: Record<string, number>
  /** Rows that were held against the reference. */
  rows: number
  /** What must not be, with the query that did it; empty is what one wants. */
  faults: string[]
}

export interface FeelFuzzOptions {
  queries: number
  seed: number
  /** Told now and then how many have been asked. */
  onProgress?: (asked: number) => void
}

/**
 * Asks generated questions of `GET …/feel`, and answers each again by looking at every fact: nothing is a fault of the service, nothing
 * reaches PostgreSQL that is no SQL, and every row is the one that a slow and plain reading of what happened makes.
 */
export async function fuzzFeel(
  db: Db,
  { queries, seed, onProgress = () => {} }: FeelFuzzOptions,
): Promise<FeelFuzzReport> {
  const random = createRandom(seed)
  const facts = await feelWorld(db, random)
  const app = await readerOf(db)
  const authorization = `Bearer ${await createToken(db, 'shop', 'fuzz', ['read'], null)}`
  const report: FeelFuzzReport = { statuses: {}, rows: 0, faults: [] }
  const askOne = async (): Promise<void> => {
    const question = makeQuestion(random)
    const isOdd = random() < 0.2
    const query = isOdd ? spoil(random, queryOf(question)) : queryOf(question)
    const isCsv = random() < 0.1
    const headers = { authorization, ...(isCsv && { accept: 'text/csv' }) }
    const { statusCode, body } = await app.inject({ url: `/api/projects/shop/feel?${query}`, headers })
    report.statuses[statusCode] = (report.statuses[statusCode] ?? 0) + 1
    const answer = { status: statusCode, body, isCsv }
    const fault = statusCode >= 500 ? body : isOdd ? null : faultOf(facts, question, answer, report)
    if (fault && report.faults.length < MAX_FAULTS) report.faults.push(`${query}: ${fault}`)
  }
  for (let asked = 0; asked < queries; asked += AT_ONCE) {
    if (asked % 10_000 < AT_ONCE && asked > 0) onProgress(asked)
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, queries - asked) }, askOne))
  }
  await app.close()
  return report
}

interface Answer {
  status: number
  body: string
  isCsv: boolean
}

function faultOf(facts: readonly Fact[], question: Question, answer: Answer, report: FeelFuzzReport): string | null {
  const status = statusOf(question)
  const expected = referenceRows(facts, question)
  // A question that no journey could answer is refused before anybody looks for the journey; not before the prompt.
  const wanted = question.prompt === 'nothing' || expected ? status : 400
  if (answer.status !== wanted) return `${answer.status} and not ${wanted}: ${answer.body.slice(0, 200)}`
  if (!expected || status !== 200) return null
  report.rows += expected.size
  if (answer.isCsv) return faultOfTable(answer.body, expected)
  const { rows, by } = JSON.parse(answer.body) as FeelAnswer
  const got = new Map(
    rows.map((row) => [JSON.stringify(['journey', ...by].map((key) => valueOf(row, key))), told(row)]),
  )
  if (got.size !== rows.length) return 'the same row twice'
  const names = [...new Set([...got.keys(), ...expected.keys()])]
  const other = names.find((name) => !isDeepStrictEqual(got.get(name), plain(expected.get(name))))
  return other === undefined
    ? null
    : `${other} is ${JSON.stringify(got.get(other))} and not ${JSON.stringify(plain(expected.get(other)))}`
}

function faultOfTable(body: string, expected: ReadonlyMap<string, Row>): string | null {
  const rows = parse<Record<string, string>>(body, { columns: true })
  const [got, wanted] = [rows.map((row) => Number(row['n'])), [...expected.values()].map((row) => Number(row['n']))]
  return isDeepStrictEqual(got.toSorted(byNumber), wanted.toSorted(byNumber)) ? null : `the table has ${got.join()}`
}

function valueOf(row: FeelRow, key: string): unknown {
  return key.startsWith('trait:') ? row.traits?.[key.slice('trait:'.length)] : row[key as 'step']
}

/** Of a row, what the reference tells of one. */
function told({
  n,
  scores,
  comparable,
  partial,
  shown,
  dismissed,
  commented,
  unprompted,
  shares,
  ...row
}: FeelRow): Row {
  const { entered, completed, failed, funnel } = row
  const passed = [entered, completed, failed]
  return {
    n,
    scores,
    comparable,
    partial: partial ?? null,
    shown,
    dismissed,
    commented,
    passed: passed.every((one) => one === null) ? null : passed,
    funnel: funnel && [
      funnel.eligible,
      funnel.shown,
      funnel.answered,
      funnel.dismissed,
      funnel.ignored,
      funnel.unresolved,
    ],
    unprompted,
    shares,
    weighting: row.weighting
      ? [
          ...[row.positive, row.net, row.mean].map((figure) => figure && round(figure)),
          round(row.weighting.effective),
          row.weighting.without_share,
          row.weighting.capped,
        ]
      : null,
  }
}

function plain(row: Row | undefined): Row | undefined {
  if (!row) return row
  const { ofPrompts: _ofPrompts, ...rest } = row
  return rest
}

/** What is refused whatever has happened. */
function statusOf({ journey, prompt, by, where, from, to }: Question): number {
  const has = (key: string) => where.some(([name]) => name === key)
  if (from !== null && to !== null && from > to) return 400
  if (has('version') && prompt === null && !has('prompt')) return 400
  const origins = new Set(where.filter(([name]) => name === 'origin').map(([, value]) => value))
  if (origins.size > 1 && origins.has('unprompted') && !by.includes('origin')) return 400
  if (by.includes('trait:mood') || where.some(([, value]) => value.startsWith('mood='))) return 400
  return journey === 'nothing' || prompt === 'nothing' ? 404 : 200
}

function makeQuestion(random: Random): Question {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
  const some = <T>(values: readonly T[], chance: number): T[] => values.filter(() => random() < chance)
  const by = [...some(BY, 0.18), ...some(BY_ANSWERS, 0.05)]
  if (by.some((key) => key === 'version' || key === 'variant') && !by.includes('prompt')) by.unshift('prompt')
  const keys = some(Object.keys(VALUES), 0.1)
  return {
    journey: random() < 0.5 ? null : pick(['checkout', 'checkout', 'trial', 'nothing']),
    from: random() < 0.6 ? null : pick(DAYS),
    to: random() < 0.6 ? null : pick(DAYS),
    by: by.length > 0 ? by : ['step'],
    where: keys.flatMap((key) =>
      Array.from({ length: pick([1, 1, 2]) }, (): [string, string] => [key, pick(VALUES[key] ?? [])]),
    ),
    weights: random() < 0.15 ? 'share' : null,
    prompt: random() < 0.7 ? null : pick(['payment-feel', 'recommend', 'moody', 'feedback', 'nothing']),
  }
}

function queryOf({ journey, from, to, by, where, prompt, weights }: Question): string {
  const parts = Object.entries({ journey, from, to, by: by.join(), prompt, weights }).flatMap(([name, value]) =>
    value === null ? [] : [`${name}=${encodeURIComponent(value)}`],
  )
  return [...parts, ...where.map(([key, value]) => `where=${encodeURIComponent(`${key}:${value}`)}`)].join('&')
}

/** Puts something somewhere that nobody would. */
function spoil(random: Random, query: string): string {
  const at = Math.floor(random() * query.length)
  const odd = ODD[Math.floor(random() * ODD.length)] ?? ''
  return `${query.slice(0, at)}${odd}${query.slice(at + Math.floor(random() * 4))}`
}

function byNumber(a: number, b: number): number {
  return a - b
}

const BY = 'step,day,week,month,device,locale,release,origin,prompt,version,variant,scale'.split(',')
const BY_ANSWERS = ['page', 'trust', 'trait:plan', 'trait:team', 'trait:mood']
const VALUES: Readonly<Record<string, readonly string[]>> = {
  step: ['cart', 'payment', '', 'gone'],
  device: ['mobile', 'desktop', ''],
  locale: ['de', 'en-GB', ''],
  release: ['1', "2'; --", '', "') or 1=1 --"],
  origin: ['live', 'import', 'sample', 'unprompted'],
  prompt: ['payment-feel', 'recommend', 'moody', 'nobody'],
  version: ['1', '2', '999999999'],
  variant: ['a', 'b', ''],
  scale: ['faces', 'nps', 'stars', 'thumbs', 'ease'],
  page: ['/cart', '/p,1', "/'; --", '', '/gone'],
  trait: ['plan=pro', 'plan=a=b', 'plan=', "team=o'=", 'team=x', 'mood=good'],
  trust: ['verified', 'unverified'],
}
const ODD = [
  '%00',
  "'",
  '%27%20or%201=1--',
  '%',
  '&by=',
  '&where=version:2147483648',
  '&where=%F0%9F%98%80:%E2%80%AE',
  '&from=9999-12-31',
  '&to=1900-01-01',
  '&zone=Mars/Phobos',
  ',',
  ':',
  '&by=page',
  '&where=trait:__proto__=x',
  '&where=trait:=',
  '&weights=1',
  '%ED%A0%80',
  '\\',
  '&journey[]=1',
  '&__proto__=1',
]
/** Each is made before the first of them is asked, so that a seed stands for the same questions. */
const AT_ONCE = 8
const MAX_FAULTS = 20
