import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'

import type { Pressure } from '../admission/pressure.ts'

/** What this node has done, as Prometheus reads it. No project, key or address is in it: it is about the service. */
export interface Meter {
  /** A request was answered. @param route Its pattern, e.g. `/v1/events`: as many as there are routes. */
  answered: (method: string, route: string, status: number, seconds: number) => void
  /** A body of events was turned away. */
  refused: (reason: string) => void
  /** Nobody was signed in with another service. */
  notSignedIn: (problem: string) => void
  /** So many batches were committed together, or tried to be. */
  committed: (batches: number, seconds: number) => void
  /** Everything, in the text format of Prometheus. */
  text: () => Promise<string>
  contentType: string
}

/** @param load How many batches wait for their commit. */
export function createMeter(pressure: Pressure, load: () => number): Meter {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, prefix: 'attune_' })
  const requests = new Histogram({
    name: 'attune_request_duration_seconds',
    help: 'How long requests took to be answered, by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const refusals = new Counter({
    name: 'attune_bodies_refused_total',
    help: 'Bodies of events that were turned away whole, by reason.',
    labelNames: ['reason'],
    registers,
  })
  const signIns = new Counter({
    name: 'attune_sign_ins_refused_total',
    help: 'Sign-ins with another service that led nowhere, by reason.',
    labelNames: ['reason'],
    registers,
  })
  const sizes = new Histogram({
    name: 'attune_commit_batches',
    help: 'How many batches were committed together.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128],
    registers,
  })
  const commits = new Histogram({
    name: 'attune_commit_duration_seconds',
    help: 'How long commits took, tries together.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  })
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read())
      },
    })
  gauge('attune_waiting_bytes', 'Bodies that are read or being committed.', () => pressure.state().waitingBytes)
  gauge('attune_waiting_batches', 'Batches that are not committed yet.', load)
  gauge(
    'attune_loop_delay_seconds',
    'How late the event loop ran during the last second.',
    () => pressure.state().delayMs / 1e3,
  )
  // Naming a row by its labels costs more than counting in it, and there are few.
  const rows = new Map<string, ReturnType<typeof requests.labels>>()
  return {
    answered(method, route, status, seconds) {
      const name = `${method} ${route} ${status}`
      const row = rows.get(name) ?? requests.labels({ method, route, status })
      rows.set(name, row)
      row.observe(seconds)
    },
    refused: (reason) => refusals.inc({ reason }),
    notSignedIn: (problem) => signIns.inc({ reason: problem }),
    committed(batches, seconds) {
      sizes.observe(batches)
      commits.observe(seconds)
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  }
}
