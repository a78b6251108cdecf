/** What `pnpm bench ingest` measures, and how it is printed. */
export interface Case {
  connections: number
  events: 1 | 10
  projects: number
}

export type Contender = 'bare' | 'insert' | 'attune' | 'floor'

/** What came of slices of load on one contender: medians. */
export interface Result {
  perSecond: number
  p50Ms: number
  p99Ms: number
  /** Processor time for each request. */
  serverMicros: number
  /** The same of all processes of PostgreSQL, whoever's work it is. */
  postgresMicros: number
}

export type Results = Record<Contender, Result>

export function headOf(contenders: readonly Contender[]): string {
  const names = contenders.map((one) => NAMES[one]).join('   ')
  const floor = contenders.includes('floor') ? ' |  (d) req/s   of (a)  (c) of (d)' : ''
  return `${names}\n\n${CASE_HEAD} |  (a) req/s  p50  p99 |  (b) req/s   of (a) |  (c) req/s   of (a)  of (b)   p50   p99   events/s${floor}`
}

export function rowOf(one: Case, { bare, insert, attune, floor }: Results): string {
  const of = (other: Result, another: Result): string => n(other.perSecond / another.perSecond, 7, 2)
  return [
    caseOf(one),
    ` ${n(bare.perSecond, 10)}${n(bare.p50Ms, 5)}${n(bare.p99Ms, 5)} `,
    ` ${n(insert.perSecond, 10)} ${of(insert, bare)} `,
    ` ${n(attune.perSecond, 10)} ${of(attune, bare)} ${of(attune, insert)}${n(attune.p50Ms, 6)}${n(attune.p99Ms, 6)}${n(attune.perSecond * one.events, 11)}`,
    ...(floor.perSecond > 0 ? [` ${n(floor.perSecond, 10)} ${of(floor, bare)}     ${of(attune, floor)}`] : []),
  ].join('|')
}

export function costsHeadOf(contenders: readonly Contender[]): string {
  const columns = contenders.map((one) => `  ${NAMES[one].slice(0, 3)} server  PostgreSQL`)
  return `Processor time of each request, µs\n${CASE_HEAD} |${columns.join(' |')}`
}

export function costsOf(one: Case, results: Results): string {
  const measured = Object.values(results).filter(({ perSecond }) => perSecond > 0)
  return [
    caseOf(one),
    ...measured.map(({ serverMicros, postgresMicros }) => `${n(serverMicros, 12)}${n(postgresMicros, 12)} `),
  ].join('|')
}

const caseOf = ({ connections, events, projects }: Case): string =>
  `${n(connections, 11)}${n(events, 8)}${n(projects, 10)} `

const n = (value: number, width: number, digits = 0): string => value.toFixed(digits).padStart(width)

const CASE_HEAD = 'connections  events  projects'
const NAMES: Record<Contender, string> = {
  bare: '(a) Fastify alone',
  insert: '(b) one INSERT per request',
  attune: '(c) Attune: answers and counts, durable',
  floor: '(d) the least a group commit can be',
}
