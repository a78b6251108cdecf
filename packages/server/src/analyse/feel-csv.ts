import { type FeelRow, SCALES, type WordingKey } from '@attune/protocol'

import { type Cell, toCsv } from './csv.ts'
import type { FeelFound } from './feel.ts'

/**
 * The rows of `GET …/feel` as a table: the keys, then the figures, one column per score. Where rows stand on several scales, there
 * is a column for each score of any; those that a row's own scale lacks are empty, which is not zero.
 *
 * Zero is `0`. What is hidden or not known is empty, and `tier` tells these apart: `hidden`, and `none` where nobody answered.
 */
export function feelAsCsv({ answer, ranges }: FeelFound): string {
  const keys = ['journey', ...answer.by]
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
    'unprompted',
    'shares',
    ...FUNNEL.map((name) => `funnel_${name}`),
    ...(answer.weights === null ? [] : [...WEIGHTING, ...PLAIN.map((name) => `plain_${name}`)]),
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
    row.unprompted,
    row.shares,
    ...FUNNEL.map((name) => row.funnel?.[name] ?? null),
    ...(answer.weights === null ? [] : weightingOf(row)),
  ])
  return toCsv(header, rows)
}

function weightingOf({ weighting }: FeelRow): Cell[] {
  return [
    ...WEIGHTING.map((name) => weighting?.[name] ?? null),
    ...PLAIN.map((name) => weighting?.plain?.[name] ?? null),
  ]
}

function cellOf(row: FeelRow, key: string): Cell {
  const [, trait] = /^trait:(.*)$/s.exec(key) ?? []
  const value = trait === undefined ? row[key as keyof FeelRow] : row.traits?.[trait]
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

const WEIGHTING = ['effective', 'design_effect', 'without_share', 'capped'] as const
const PLAIN = ['mean', 'positive', 'negative', 'net'] as const
