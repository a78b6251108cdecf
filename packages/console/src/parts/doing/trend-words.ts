import type { TrendAnswer, TrendPoint } from '@attune/protocol'
import { h } from 'preact'

import type { Period } from '../../route.ts'
import { dayRange } from '../../when.ts'
import { count, points as inPoints } from '../../words.ts'
import type { TableData } from '../charts/DataTable.tsx'
import { shareCell } from '../charts/share-cell.ts'

/** The periods that a trend can be told by: neither a line of two points nor one of a thousand. */
export function offered({ series, by }: Pick<TrendAnswer, 'series' | 'by'>): Period[] {
  const days = series.flatMap(({ from, to }) => [from, to]).toSorted()
  const span = (Date.parse(days.at(-1) ?? '') - Date.parse(days[0] ?? '')) / 86_400_000
  const fits: Record<Period, boolean> = { day: span <= 100, week: span >= 14 && span <= 1_100, month: span >= 60 }
  return (['day', 'week', 'month'] as const).filter((period) => fits[period] || period === by)
}

/** `November 2026`, `2 to 8 November 2026`, `2 November 2026`. */
export function periodName({ from, to }: { from: string; to: string }, by: Period): string {
  return by === 'month' ? MONTH.format(new Date(`${from}T00:00:00Z`)) : dayRange(from, to)
}

/** What stands out, for those who hear the page. */
export function spokenTrend({ series, by }: TrendAnswer): string {
  const told = series.flatMap(({ points }) => points).filter((point) => point.net !== null)
  const [first, last] = [told[0], told.at(-1)]
  if (!first || !last) return 'No figure: fewer than 5 people answered in each.'
  const lowest = told.reduce((a, b) => ((b.net ?? 0) < (a.net ?? 0) ? b : a))
  const highest = told.reduce((a, b) => ((b.net ?? 0) > (a.net ?? 0) ? b : a))
  const at = (point: TrendPoint): string => `${inPoints(point.net ?? 0)} in ${periodName(point, by)}`
  return `From ${at(first)} to ${at(last)}; lowest ${at(lowest)}, highest ${at(highest)}.`
}

/** Every point, the first column a way to its answers, where there is one. */
export function trendTable(trend: TrendAnswer, hrefFor: ((point: TrendPoint) => string) | null): TableData {
  return {
    columns: ['When', 'Answers', 'Net feel', 'Felt good', 'Felt bad', 'To know'],
    rows: trend.series.flatMap((series, i) =>
      series.points.map((point, k) => [
        hrefFor ? h('a', { href: hrefFor(point) }, periodName(point, trend.by)) : periodName(point, trend.by),
        count(point.n),
        point.net === null
          ? '–'
          : `${inPoints(point.net)} (${inPoints(point.net_low ?? 0)} to ${inPoints(point.net_high ?? 0)})`,
        shareCell(point.positive, point.positive_low, point.positive_high),
        shareCell(point.negative, point.negative_low, point.negative_high),
        [
          i > 0 && k === 0 ? 'asked differently from here on' : '',
          point.net === null ? 'fewer than 5 people' : point.tier === 'early' ? 'early signal' : '',
          point.partial ? 'not over, or cut' : '',
        ]
          .filter(Boolean)
          .join(', '),
      ]),
    ),
  }
}

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
