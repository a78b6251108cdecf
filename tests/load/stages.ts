import { randomUUID } from 'node:crypto'

import { admitBatch } from '../../packages/server/src/collect/admit.ts'
import { readBody } from '../../packages/server/src/collect/body.ts'
import type { Commit } from '../../packages/server/src/collect/commit.ts'
import { type Prepared, prepare } from '../../packages/server/src/collect/prepare.ts'
import { stepsOf } from '../../packages/server/src/collect/store-group.ts'
import type { KnownProject } from '../../packages/server/src/configure/directory.ts'
import { requestsOf } from './ingest-bodies.ts'
import { ID_MARK } from './ingest-load.ts'
import { knownProject } from './known-project.ts'

/**
 * `pnpm bench stages`: what each part of taking in a batch costs the service's one thread, in microseconds of its own time for each
 * request, beside `JSON.parse` of the same bodies. Medians of many rounds; compare within one run.
 */
const ROUNDS = 21
const GROUP = 32
const GROUPS = 60

const PROJECTS = Array.from({ length: 100 }, (_, n) => knownProject(n))

/** Some thousands of bodies, each with ids of its own. */
function bodiesOf(events: 1 | 10): Buffer[] {
  const requests = requestsOf(events, PROJECTS.length)
  return Array.from({ length: GROUP * GROUPS }, (_, i) =>
    Buffer.from((requests[i % requests.length]?.body ?? '').replaceAll(ID_MARK, () => randomUUID())),
  )
}

const PARSE = 'JSON.parse alone, for comparison'

function runOnce(bodies: readonly Buffer[]): Record<string, number> {
  const spent: Record<string, number> = {}
  const timed = <T>(name: string, work: () => T): T => {
    const before = process.threadCpuUsage()
    const result = work()
    const { user, system } = process.threadCpuUsage(before)
    spent[name] = (user + system) / bodies.length
    return result
  }
  timed(PARSE, () => bodies.map((body) => JSON.parse(body.toString()) as unknown))
  const parsed = timed('reading the body: UTF-8, depth, parsing, prototype', () => bodies.map((body) => readBody(body)))
  const admitted: Commit[] = timed('admission: shape, known steps and prompts, time', () =>
    parsed.map(({ said, ...sender }, i) =>
      admitBatch(said, PROJECTS[i % PROJECTS.length] as KnownProject, new Date(), sender),
    ),
  )
  const prepared: Prepared[] = timed('rows and counts of a batch', () => admitted.map((commit) => prepare(commit)))
  timed("a group's parameters", () => {
    for (let at = 0; at < prepared.length; at += GROUP) stepsOf(prepared.slice(at, at + GROUP))
  })
  return spent
}

for (const events of [1, 10] as const) {
  const bodies = bodiesOf(events)
  const rows: Record<string, number[]> = {}
  for (let round = 0; round < ROUNDS + 3; round++) {
    const spent = runOnce(bodies)
    if (round >= 3) for (const [name, us] of Object.entries(spent)) (rows[name] ??= []).push(us)
  }
  process.stdout.write(`\n${events === 1 ? 'One answer' : 'Ten events, two of them answers'}, µs for each request\n`)
  let sum = 0
  for (const [name, all] of Object.entries(rows)) {
    const us = all.toSorted((a, b) => a - b)[all.length >> 1] ?? 0
    if (name !== PARSE) sum += us
    process.stdout.write(`  ${name.padEnd(48)}${us.toFixed(1).padStart(7)}\n`)
  }
  process.stdout.write(`  ${'all of it but the comparison'.padEnd(48)}${sum.toFixed(1).padStart(7)}\n`)
}
