import type { FeelRow } from '@attune/protocol'

import { type Cell, toCsv } from './csv.ts'
import type { FeelFound } from './feel.ts'

/** The rows of `GET …/feel` as a table: the keys, then the figures, one column per score of the scale. */
export function feelAsCsv({ answer, range }: FeelFound): string {
  const keys = ['journey', ...answer.by] as (keyof FeelRow)[]
  const scores = Array.from({ length: range.max - range.min + 1 }, (_, i) => range.min + i)
  const header = [...keys, 'partial', 'n', 'tier', ...scores.map((score) => `score_${score}`), ...FIGURES]
  const rows = answer.rows.map((row): Cell[] => [
    ...keys.map((key) => cellOf(row, key)),
    row.partial ?? false,
    row.n,
    row.tier,
    ...scores.map((_, i) => row.scores?.[i] ?? null),
    ...FIGURES.map((name) => row[name]),
  ])
  return toCsv(header, rows)
}

function cellOf(row: FeelRow, key: keyof FeelRow): Cell {
  const value = row[key]
  return typeof value === 'string' ? value : null
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
