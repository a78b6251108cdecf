import { mkdtempSync, rmSync, chmodSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { freePort } from '../e2e/ports.ts'
import { audit, type Books } from './audit.ts'
import { type Attune, killServer, processesOn, serve, serverProcess } from './service.ts'
import { configure, kill, setStage } from './stage.ts'
import { startWriters, type Writers } from './writers.ts'

/** How long a fault goes on. */
export interface Extent {
  cycles: number
  /** At least so many answers are acknowledged in all. */
  answers: number
}

/** What came of killing something again and again. */
export interface Killed extends Books {
  cycles: number
  /** Answers that a page may not send again. */
  unrepeatable: string[]
  /** The longest time from a restart to the first answer that was taken. */
  slowestMs: number
}

/** SIGKILL of the service, at random times under eight writers. */
export async function killService({ cycles, answers }: Extent): Promise<Killed> {
  const stage = await setStage(1)
  const [port = 0] = stage.ports
  try {
    let service = await stage.serve(port)
    const writers = startWriters([port], PER_BATCH)
    const slowestMs = await repeat(writers, { cycles, answers }, async () => {
      await kill(service)
      service = await stage.serve(port)
    })
    const seen = await writers.stop()
    return {
      ...(await audit(stage.postgres.url, seen.acknowledged)),
      ...seen,
      cycles,
      slowestMs,
      acknowledged: seen.acknowledged.size,
    }
  } finally {
    await stage.strike()
  }
}

/**
 * SIGKILL of every process of PostgreSQL at once.
 *
 * @param isDurable False is the negative control: with `synchronous_commit` off, what was acknowledged must get lost, or this
 * measures nothing.
 */
export async function killPostgres({ cycles, answers }: Extent, isDurable = true): Promise<Killed> {
  const stage = await setStage(1)
  const [port = 0] = stage.ports
  const { postgres } = stage
  const url = isDurable ? postgres.url : `${postgres.url}&options=-c%20synchronous_commit%3Doff`
  try {
    await stage.serve(port, url)
    const writers = startWriters([port], PER_BATCH)
    const slowestMs = await repeat(writers, { cycles, answers }, async () => {
      await postgres.kill()
      await postgres.start()
    })
    const seen = await writers.stop()
    return {
      ...(await audit(postgres.url, seen.acknowledged)),
      ...seen,
      cycles,
      slowestMs,
      acknowledged: seen.acknowledged.size,
    }
  } finally {
    await stage.strike()
  }
}

/** What came of killing the service that brings its own PostgreSQL. */
export interface KilledEmbedded extends Killed {
  /** Processes that were left at the end, after the service was told to stop. */
  strays: string[]
}

/** SIGKILL of the service, of its embedded PostgreSQL and of both, in turn; nobody lends a hand but by starting the service again. */
export async function killEmbedded({ cycles, answers }: Extent): Promise<KilledEmbedded> {
  const folder = mkdtempSync(join(tmpdir(), 'attune-faults-'))
  const data = join(folder, 'data')
  chmodSync(folder, 0o711)
  let service: Attune | null = null
  try {
    const port = await freePort()
    await configure('', folder, data)
    service = await serve(data, port)
    const writers = startWriters([port], PER_BATCH)
    let turn = 0
    const slowestMs = await repeat(writers, { cycles, answers }, async () => {
      const what = turn++ % 3
      if (what > 0) await killServer(data)
      if (what === 1) return
      await kill(service as Attune)
      service = await serve(data, port)
    })
    const seen = await writers.stop()
    const books = await audit(urlOf(data), seen.acknowledged)
    service.process.kill('SIGTERM')
    await service.ended
    const strays = await processesOn(data)
    return { ...books, ...seen, cycles, slowestMs, strays, acknowledged: seen.acknowledged.size }
  } finally {
    if (service && service.process.exitCode === null) await kill(service)
    const left = serverProcess(data)
    if (left) process.kill(left, 'SIGINT')
    rmSync(folder, { recursive: true, force: true })
  }
}

function urlOf(data: string): string {
  return `postgres:///attune?host=${encodeURIComponent(join(data, 'run'))}&port=5432&user=attune&sslmode=disable`
}

/** Does something again and again at random times, each time waiting until answers are taken again. */
async function repeat(writers: Writers, { cycles, answers }: Extent, breakIt: () => Promise<void>): Promise<number> {
  let slowestMs = 0
  for (let cycle = 1; cycle <= cycles; cycle++) {
    await writers.reach(Math.floor((answers * cycle) / cycles) - PER_BATCH)
    await sleep(Math.random() * 150)
    await breakIt()
    const from = performance.now()
    const before = writers.seen.acknowledged.size
    await writers.reach(before + 1)
    slowestMs = Math.max(slowestMs, performance.now() - from)
  }
  await writers.reach(answers)
  return Math.round(slowestMs)
}

const PER_BATCH = 40
