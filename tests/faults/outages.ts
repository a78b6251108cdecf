import { execFile } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

import { Client } from 'pg'

import { audit, type Books } from './audit.ts'
import { attuneOn, type Attune } from './service.ts'
import { setStage, type Stage } from './stage.ts'
import { type Seen, startWriters, type Writers } from './writers.ts'

/** What came of an outage. */
export interface Outage extends Books {
  unrepeatable: string[]
  refusals: number
  refusalsWithTime: number
  /** From the end of the outage to the first answer that was taken. */
  recoveryMs: number
}

/** PostgreSQL is stopped for a while: everybody is told to come back, and is taken once it is there again. */
export async function stopPostgres(forMs: number): Promise<Outage> {
  return await play(1, async (stage, writers) => {
    await stage.postgres.stop()
    await sleep(forMs)
    const before = writers.seen.acknowledged.size
    await stage.postgres.start()
    return await recovery(writers, before)
  })
}

/** Somebody else takes every connection of PostgreSQL, and the service has lost its own. */
export async function exhaustConnections(forMs: number): Promise<Outage> {
  return await play(1, async (stage, writers) => {
    const held: Client[] = []
    const admin = await open(stage.postgres.url)
    for (const until = performance.now() + forMs; performance.now() < until; await sleep(20)) {
      await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'attune%'`)
      const opened = await Promise.allSettled(Array.from({ length: 20 }, () => open(stage.postgres.url)))
      held.push(...opened.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])))
    }
    const before = writers.seen.acknowledged.size
    await Promise.all([...held, admin].map((client) => client.end()))
    return await recovery(writers, before)
  })
}

/** PostgreSQL answers late: everything that it says comes after a while, now and then longer than anybody waits. */
export async function slowDown(forMs: number): Promise<Outage> {
  return await play(1, async (_stage, writers, proxy) => {
    // From slow to slower than anything waits for, twice, because connections are opened anew by then.
    for (const delayMs of [100, 1000, 7000, 2500, 7000]) {
      proxy.delayMs = delayMs
      await sleep(forMs / 5)
    }
    proxy.delayMs = 0
    const before = writers.seen.acknowledged.size
    return await recovery(writers, before)
  })
}

/** Two nodes are told to stop and started again, one after the other, again and again. */
export async function restartNodes(times: number): Promise<Outage> {
  return await play(2, async (stage, writers, _proxy, nodes) => {
    let slowest = 0
    for (let i = 0; i < times; i++) {
      const at = i % 2
      nodes[at]?.process.kill('SIGTERM')
      const code = await nodes[at]?.ended
      if (code !== 0) throw new Error(`A node that was told to stop ended with ${code}:\n${nodes[at]?.said()}`)
      const before = writers.seen.acknowledged.size
      slowest = Math.max(slowest, await recovery(writers, before))
      nodes[at] = await stage.serve(stage.ports[at] ?? 0)
      await sleep(200)
    }
    return slowest
  })
}

/** A table is changed and `attune migrate` is run while answers come in. */
export async function migrateDuringLoad(times: number): Promise<Outage> {
  return await play(1, async (stage, writers) => {
    const admin = await open(stage.postgres.url)
    for (let i = 0; i < times; i++) {
      await admin.query(
        `alter table answers add column later_${i} text, add constraint check_${i} check (feel < 100) not valid`,
      )
      const run = attuneOn(stage.postgres.url, stage.data, 0, 'migrate')
      if ((await run.ended) !== 0) throw new Error(run.said())
    }
    await admin.end()
    return await recovery(writers, writers.seen.acknowledged.size)
  })
}

/** Whether a small disk of its own can be had here: only root may mount one. */
export async function canMount(): Promise<boolean> {
  if (userInfo().uid !== 0) return false
  const disk = await mountDisk().catch(() => null)
  await disk?.remove()
  return disk !== null
}

/** The disk runs full during load, stays so for a while, and has room again; then PostgreSQL is started again if it gave up. */
export async function fillDisk(forMs: number): Promise<Outage> {
  const disk = await mountDisk()
  try {
    return await play(
      1,
      async (stage, writers) => {
        const filler = join(disk.folder, 'filler')
        for (const until = performance.now() + forMs; performance.now() < until; await sleep(50)) {
          const { bavail, bsize } = statfsSync(disk.folder)
          if (bavail > 0) appendFileSync(filler, Buffer.alloc(bavail * bsize))
        }
        const before = writers.seen.acknowledged.size
        rmSync(filler)
        if (stage.postgres.hasEnded()) await stage.postgres.start()
        return await recovery(writers, before)
      },
      disk.folder,
    )
  } finally {
    await disk.remove()
  }
}

type Part = (stage: Stage, writers: Writers, proxy: Proxy, nodes: Attune[]) => Promise<number>

/** Load before, during and after an outage; then the books. */
async function play(nodes: number, part: Part, within?: string): Promise<Outage> {
  const stage = await setStage(nodes, within)
  const proxy = await openProxy(stage.postgres.folder)
  try {
    const started: Attune[] = []
    for (const port of stage.ports) started.push(await stage.serve(port, proxy.urlOf(stage.postgres.url)))
    const writers = startWriters(stage.ports, 5)
    await writers.reach(200)
    const recoveryMs = Math.round(await part(stage, writers, proxy, started))
    await writers.reach(writers.seen.acknowledged.size + 200)
    const seen: Seen = await writers.stop()
    const { unrepeatable, refusals, refusalsWithTime } = seen
    return {
      ...(await audit(stage.postgres.url, seen.acknowledged)),
      unrepeatable,
      refusals,
      refusalsWithTime,
      recoveryMs,
    }
  } finally {
    proxy.close()
    await stage.strike()
  }
}

async function recovery(writers: Writers, before: number): Promise<number> {
  const from = performance.now()
  await writers.reach(before + 1)
  return performance.now() - from
}

async function open(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString })
  client.on('error', () => {})
  await client.connect()
  return client
}

interface Proxy {
  /** How much later what PostgreSQL says arrives, in milliseconds. */
  delayMs: number
  urlOf: (url: string) => string
  close: () => void
}

/** A socket before PostgreSQL's that can hold back its answers. */
async function openProxy(folder: string): Promise<Proxy> {
  const beside = mkdtempSync(join(tmpdir(), 'attune-proxy-'))
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(join(folder, 'run/.s.PGSQL.5432'))
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
    near.on('data', (chunk) => far.write(chunk))
    far.on('data', (chunk) => {
      if (proxy.delayMs === 0) near.write(chunk)
      else setTimeout(() => near.write(chunk), proxy.delayMs)
    })
  })
  await new Promise<void>((resolve) => server.listen(join(beside, '.s.PGSQL.5432'), resolve))
  const proxy: Proxy = {
    delayMs: 0,
    urlOf: (url) => url.replace(encodeURIComponent(join(folder, 'run')), encodeURIComponent(beside)),
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
      rmSync(beside, { recursive: true, force: true })
    },
  }
  return proxy
}

async function mountDisk(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'attune-disk-'))
  await promisify(execFile)('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=0711', 'tmpfs', folder])
  return {
    folder,
    async remove() {
      await promisify(execFile)('umount', ['-l', folder])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
