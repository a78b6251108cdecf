import { type FeelRow, SCALES, type WordingKey } from '@attune/protocol'

import { type Cell, toCsv } from './csv.ts'
import type { FeelFound } from './feel.ts'

/**
 * The rows of `GET …/feel` as a table: the keys, then the figures, one column per score. Where rows stand on several scales, there
 * is a column for each score of any; those that a row's own scale lacks are empty, which is not zero.
 */
export function feelAsCsv({ answer, ranges }: FeelFound): string {
  const keys = ['journey', ...answer.by] as (keyof FeelRow)[]
  const [own = SCALES.faces] = ranges
  const min = ranges.reduce((least, range) => Math.min(least, range.min), own.min)
  const max = ranges.reduce((most, range) => Math.max(most, range.max), own.max)
  const scores = Array.from({ length: max - min + 1 }, (_, i) => min + i)
  const header = [
    ...keys,
    'partial',
    'comparable',
    'versions',
    'n',
    'tier',
    ...scores.map((score) => `score_${score}`),
    ...FIGURES,
    ...FUNNEL.map((name) => `funnel_${name}`),
  ]
  const rows = answer.rows.map((row, place): Cell[] => [
    ...keys.map((key) => cellOf(row, key)),
    row.partial ?? false,
    row.comparable,
    row.versions?.map(nameOf).join(' ') ?? null,
    row.n,
    row.tier,
    ...scores.map((score) => row.scores?.[score - (ranges[place] ?? own).min] ?? null),
    ...FIGURES.map((name) => row[name]),
    ...FUNNEL.map((name) => row.funnel[name]),
  ])
  return toCsv(header, rows)
}

function cellOf(row: FeelRow, key: keyof FeelRow): Cell {
  const value = row[key]
  return typeof value === 'string' || typeof value === 'number' ? value : null
}

/** E.g. `payment-feel@2`, or `payment-feel@2/b` of a variant. */
function nameOf({ prompt, version, variant }: WordingKey): string {
  return `${prompt}@${version}${variant && `/${variant}`}`
}

const FIGURES = [
  'mean',
  'mean_low',
  'mean_high',
  'positive',
  'positive_low',
  'positive_high',
  'negative',
  'negative_low',
  'negative_high',
  'net',
  'net_low',
  'net_high',
  'shown',
  'answered',
  'dismissed',
  'response_rate',
  'commented',
  'entered',
  'completed',
  'failed',
] as const

const FUNNEL = [
  'reached',
  'eligible',
  'shown',
  'answered',
  'dismissed',
  'ignored',
  'unresolved',
  'commented',
  'coverage',
  'heard',
] as const
