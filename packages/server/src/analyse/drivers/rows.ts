import type { Driver, DriverQuadrant, ScaleRange } from '@attune/protocol'

import { stepCost } from '../statistics/drivers/step-cost.ts'
import { ebShrink } from '../statistics/eb-shrink.ts'
import { total, Z95 } from '../statistics/histogram.ts'
import { metrics } from '../statistics/metrics.ts'
import { netCiOf } from '../statistics/net-ci.ts'
import { associate } from './associate.ts'
import { type Item, type Person, tableOf } from './people.ts'

/** A step as a driver, without what is only said of it. */
export type DriverRow = Omit<Driver, 'name' | 'scale'>

/** Steps as drivers, and the lines that their map is divided by. */
export interface DriverRows {
  steps: DriverRow[]
  map: { net: number | null; rho: number | null }
}

/**
 * Each step against the outcome: its correlation, its cost and its place on the map.
 *
 * @param items The steps, as people walk. @param outcome The outcome's scale.
 * @returns the dearest first, by shrunk cost; then those that it is too early for, in the given order.
 */
export function driverRows(
  people: readonly Person[],
  items: readonly { item: Item; at: number }[],
  outcome: ScaleRange,
): DriverRows {
  const parts = items.map(({ item, at }) =>
    partsOf(
      tableOf(people, ({ feels }) => feels[at] as number, item.range, outcome),
      item,
      outcome,
    ),
  )
  const rho = shrinkAll(parts.map(({ found }) => found && { y: found.fisher, error: found.standardError }))
  const cost = shrinkAll(parts.map((part) => part.cost && { y: part.cost.cost, error: part.cost.standardError }))
  const net = shrinkAll(parts.map((part) => part.net && { y: part.net.estimate, error: part.net.standardError }))
  const ranks = ranksOf(parts.map(({ told }) => (told.tier === 'ranked' ? told.rho : null)))
  const map = { net: net.mean, rho: rho.mean === null ? null : Math.tanh(rho.mean) }
  const lines = { net: net.mean, rho: rho.mean }
  const rows = parts.map((part, i) =>
    rowOf(part, { rank: ranks[i] ?? null, rho: rho.each[i], cost: cost.each[i], net: net.each[i] }, lines),
  )
  return { steps: rows.toSorted((a, b) => priceOf(b) - priceOf(a)), map }
}

type Part = ReturnType<typeof partsOf>

/** What a step's figures are drawn to by all of them, and its place. */
interface Place {
  rank: number | null
  rho: Drawn | undefined
  cost: Drawn | undefined
  net: Drawn | undefined
}

/** @param lines The journey's means, the correlation's as it is shrunk. */
function rowOf(part: Part, place: Place, lines: Record<'net' | 'rho', number | null>): DriverRow {
  const { item, told, shown, cost, net, raw } = part
  const { rho: r, cost: c, net: x } = place
  const isSure = told.tier === 'hint' || told.tier === 'ranked'
  return {
    step: item.step,
    prompt: item.prompt,
    ...told,
    rank: place.rank,
    rho_shrunk: r ? Math.tanh(r.y) : null,
    rho_shrunk_low: r ? Math.tanh(r.low) : null,
    rho_shrunk_high: r ? Math.tanh(r.high) : null,
    cost: cost?.cost ?? null,
    cost_low: cost && Math.max(-2, cost.low),
    cost_high: cost && Math.min(2, cost.high),
    cost_shrunk: c?.y ?? null,
    cost_shrunk_low: c?.low ?? null,
    cost_shrunk_high: c?.high ?? null,
    bad: raw?.negative ?? null,
    net: raw?.net ?? null,
    net_low: net?.low ?? null,
    net_high: net?.high ?? null,
    net_shrunk: x?.y ?? null,
    net_shrunk_low: x?.low ?? null,
    net_shrunk_high: x?.high ?? null,
    quadrant: isSure && r && x ? quadrantOf(sideOf(x, lines.net), sideOf(r, lines.rho)) : 'unclear',
    table: shown && shown.map((row) => row.slice()),
  }
}

function partsOf(table: ReturnType<typeof tableOf>, item: Item, outcome: ScaleRange) {
  const { told, found, shown } = associate(table)
  const scores = shown && shown.map(total)
  return {
    item,
    told,
    found,
    shown,
    cost: shown && stepCost(shown, item.range, outcome),
    net: scores && netCiOf(scores, item.range),
    raw: scores && metrics(scores, item.range),
  }
}

interface Drawn {
  y: number
  low: number
  high: number
}

/** Shrinks what there is; the rest keeps its place, empty. */
function shrinkAll(given: readonly ({ y: number; error: number } | null)[]) {
  const there = given.flatMap((one, i) => (one ? [{ ...one, i }] : []))
  const shrunk = ebShrink(
    there.map(({ y }) => y),
    there.map(({ error }) => error * error),
  )
  const each: (Drawn | undefined)[] = given.map(() => undefined)
  for (const [k, { i }] of there.entries()) {
    const y = shrunk?.theta[k] ?? 0
    const half = Z95 * (shrunk?.sd[k] ?? 0)
    each[i] = { y, low: y - half, high: y + half }
  }
  return { mean: shrunk?.mean ?? null, each }
}

/** Places by strength, 1 for the strongest; both directions alike. */
function ranksOf(values: readonly (number | null)[]): (number | null)[] {
  const strengths = values.map((value) => (value === null ? null : Math.abs(value)))
  return strengths.map((own) =>
    own === null ? null : 1 + strengths.filter((other) => other !== null && other > own).length,
  )
}

/** On which side of a line all of an interval lies; 0: on both. */
function sideOf({ low, high }: Drawn, line: number | null): -1 | 0 | 1 {
  if (line === null || (low <= line && high >= line)) return 0
  return low > line ? 1 : -1
}

function quadrantOf(feel: -1 | 0 | 1, importance: -1 | 0 | 1): DriverQuadrant {
  if (feel === 0 || importance === 0) return 'unclear'
  if (importance > 0) return feel < 0 ? 'mend_first' : 'keep'
  return feel < 0 ? 'low_priority' : 'going_well'
}

/** Whatever it is too early for comes after everything else. */
function priceOf({ tier, cost_shrunk }: DriverRow): number {
  return tier === 'hint' || tier === 'ranked' ? (cost_shrunk ?? -3) : -4
}
