import { hash, randomBytes } from 'node:crypto'

import { networkOf } from './address.ts'
import { type Buckets, createBuckets } from './buckets.ts'

/** Requests a second that pages may make, over all nodes. 0: no limit. */
export interface Rates {
  /** From one IPv4 address, or one /64 of IPv6. */
  perAddress: number
  perProject: number
  total: number
}

/**
 * Far above what people do and far below what hurts: five hundred people behind one address, who each report something every five
 * seconds, make 100 requests a second.
 */
export const DEFAULT_RATES: Rates = { perAddress: 300, perProject: 5_000, total: 20_000 }

/** The limits of this node. */
export interface Limiter {
  /** @returns 0 where the request is let through, else after how many seconds it is worth trying again. */
  takeFrom: (address: string) => number
  takeFor: (project: string) => number
  /** For a key that this node has never seen a project of, which costs a question to the database. */
  takeForStranger: () => number
  /** What is told to other nodes, by name. */
  shared: Readonly<Record<'address' | 'project' | 'total', Buckets>>
}

/**
 * @param secret The same on every node. Nodes tell each other of addresses, and a database may log what it is told: an address
 * leaves this process only as a hash that nobody without the secret can turn back.
 */
export function createLimiter(rates: Rates = DEFAULT_RATES, secret: Uint8Array = randomBytes(32)): Limiter {
  const salt = Buffer.from(secret).toString('base64')
  const bucketsOf = (perSecond: number, maxKeys: number) =>
    createBuckets({ perSecond, burst: perSecond * BURST_SECONDS }, maxKeys)
  const shared = {
    address: bucketsOf(rates.perAddress, MAX_ADDRESSES),
    project: bucketsOf(rates.perProject, MAX_PROJECTS),
    total: bucketsOf(rates.total, 1),
  }
  const names = new Map<string, string>()
  function nameOf(address: string): string {
    const known = names.get(address)
    if (known !== undefined) return known
    const name = hash('sha1', salt + networkOf(address), 'base64url')
    if (names.size >= MAX_NAMES) names.clear()
    names.set(address, name)
    return name
  }
  const strangers = bucketsOf(STRANGERS_PER_SECOND, 1)
  return {
    takeFrom: (address) => shared.total.take('') || shared.address.take(nameOf(address)),
    takeFor: (project) => shared.project.take(project),
    takeForStranger: () => strangers.take(''),
    shared,
  }
}

/** A quiet time earns this many seconds of the rate at once: an office that comes back from lunch, a page that reconnects. */
const BURST_SECONDS = 10
/** Two generations of these, at about 150 bytes each: 15 MB at most. */
const MAX_ADDRESSES = 50_000
const MAX_PROJECTS = 10_000
/** Whoever comes once comes again soon, and a hash costs as much as reading a small body. */
const MAX_NAMES = 10_000
/** Made-up keys reach the database this often at most; a node that starts learns its projects faster than anybody publishes new ones. */
const STRANGERS_PER_SECOND = 100
