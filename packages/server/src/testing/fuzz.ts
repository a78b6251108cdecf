import { type AddressInfo, connect, type Socket } from 'node:net'

import { createLimiter } from '../admission/limiter.ts'
import { verifyCounts } from '../aggregate/verify.ts'
import { findDelivery } from '../analyse/delivery.ts'
import { buildApp } from '../app.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { findProject } from '../configure/queries.ts'
import { laneOf } from '../database/lane.ts'
import type { Db } from '../database/open.ts'
import { createRandom } from '../demo/random.ts'
import { createLocalChanges } from '../live/changes.ts'
import { type Attempt, makeAttempt } from './fuzz-bodies.ts'
import { calm, curiousShop, KEY } from './shop.ts'

/** What a run has shown. */
export interface FuzzReport {
  seed: number
  /** Answers by status. */
  statuses: Record<string, number>
  /** What must not be, with the attempt that did it; empty is what one wants. */
  faults: string[]
}

export interface FuzzOptions {
  bodies: number
  seed: number
  connections?: number
  /** Told now and then how many have been tried. */
  onProgress?: (tried: number) => void
}

/**
 * Sends generated bodies over real sockets to the whole service, and looks afterwards whether anything was hurt: a crash, an answer
 * 5xx, a stack shown, a type that is not read and is taken all the same, a constraint of the database, a count that differs from its
 * answers, books that do not balance, a prototype.
 */
export async function fuzz(
  db: Db,
  { bodies, seed, connections = 128, onProgress = () => {} }: FuzzOptions,
): Promise<FuzzReport> {
  await applyConfiguration(db, 'shop', curiousShop())
  const limiter = createLimiter({ perAddress: 0, perProject: 0, total: 0 })
  const app = await buildApp({ db, changes: createLocalChanges(), limiter, pressure: calm() })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const report: FuzzReport = { seed, statuses: {}, faults: [] }
  const random = createRandom(seed)
  let tried = 0

  async function work(): Promise<void> {
    let line = openLine(port)
    while (tried < bodies) {
      if (++tried % 10_000 === 0) onProgress(tried)
      const attempt = makeAttempt(random)
      const answer = await line.ask(attempt)
      report.statuses[answer.status] = (report.statuses[answer.status] ?? 0) + 1
      const fault = faultOf(attempt, answer)
      if (fault && report.faults.length < MAX_FAULTS) report.faults.push(fault)
      if (answer.isOver) {
        line.end()
        line = openLine(port)
      }
    }
    line.end()
  }

  await Promise.all(Array.from({ length: connections }, work))
  await app.close()
  report.faults.push(...(await faultsLeft(db)))
  return report
}

interface Answer {
  /** `none` where the connection ended without one. */
  status: string
  text: string
  isOver: boolean
}

function faultOf(attempt: Attempt, { status, text }: Answer): string | null {
  const name = `${attempt.kind}, "${attempt.contentType}", ${attempt.body.toString('base64').slice(0, 400)}`
  if (!/^[24]\d\d$/.test(status)) return `Answered ${status}: ${name}`
  if (!attempt.isReadable && status.startsWith('2')) return `Took a type that is not read: ${name}`
  return /\n\s+at |node:internal|\/src\/|\.ts:\d/.test(text) ? `Showed a stack: ${name}` : null
}

async function faultsLeft(db: Db): Promise<string[]> {
  const faults: string[] = []
  const row = await findProject(db, laneOf('shop'), 'shop')
  if (!row) return ['The project is gone.']
  const { total } = await findDelivery(db, row, { from: null, to: null }, new Date())
  const { received, stored, duplicate, quarantined, refused } = total
  const spent = stored + duplicate + quarantined + Object.values(refused).reduce((sum, n) => sum + n, 0)
  if (received !== spent) faults.push(`The books do not balance: received ${received}, accounted for ${spent}.`)
  if (quarantined > 0) faults.push(`The database refused ${quarantined} events.`)
  const differences = await verifyCounts(db)
  if (differences.length > 0) faults.push(`${differences.length} counts differ from their answers.`)
  if (({} as { polluted?: unknown }).polluted !== undefined) faults.push('A prototype was reached.')
  return faults
}

/** A connection that is asked one thing after the other, as bytes: no client corrects what is sent. */
function openLine(port: number) {
  const socket: Socket = connect(port, '127.0.0.1')
  let said = ''
  let notify = () => {}
  let isClosed = false
  socket.setNoDelay(true)
  socket.on('error', () => {})
  socket.on('data', (chunk) => {
    said += chunk.toString('latin1')
    notify()
  })
  socket.on('close', () => {
    isClosed = true
    notify()
  })
  return {
    async ask({ contentType, body }: Attempt): Promise<Answer> {
      const head = `POST /v1/events?key=${KEY} HTTP/1.1\r\nHost: x\r\nContent-Type: ${contentType}\r\nContent-Length: ${body.length}\r\n\r\n`
      socket.write(Buffer.concat([Buffer.from(head, 'utf8'), body]))
      for (;;) {
        const whole = /^HTTP\/1\.1 (\d+)[^]*?\r\n\r\n/.exec(said)
        const length = whole ? Number(/content-length: (\d+)/i.exec(whole[0])?.[1] ?? 0) : 0
        if (whole && said.length >= whole[0].length + length) {
          const text = said.slice(whole[0].length, whole[0].length + length)
          said = said.slice(whole[0].length + length)
          return { status: whole[1] ?? '', text, isOver: isClosed || /connection: close/i.test(whole[0]) }
        }
        if (isClosed) return { status: 'none', text: '', isOver: true }
        await new Promise<void>((resolve) => (notify = resolve))
      }
    },
    end: () => void socket.destroy(),
  }
}

const MAX_FAULTS = 20
