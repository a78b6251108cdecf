import type { Privacy, ScaleRange, TrendFigures, TrendPoint, TrendSeries, TrendSignal } from '@attune/protocol'

import { mondayOf } from '../../aggregate/week.ts'
import { addDays, daysOfMonth, isPartial } from '../days.ts'
import { figuresOf } from '../figures.ts'
import { emptyTally } from '../tally.ts'
import { type AnsweredDay, findDrift, type Stretch, sumScores } from './drift.ts'
import type { Period } from './query.ts'
import type { Series } from './series.ts'

interface Told {
  privacy: Privacy
  by: Period
  /** Null: since ever, so that the first period is cut by nothing. */
  from: string | null
  to: string
  today: string
}

type Facts = Omit<TrendSeries, 'question' | 'asked' | 'differs'>

/** A series as it is told: its points as far as they are asked for, and the drift of all of its days. */
export function toldSeries({ days, range }: Series, { privacy, by, from: asked, to, today }: Told): Facts {
  const figures = (own: readonly AnsweredDay[], first: string, last: string) =>
    figuresIn(own, { first, last, range, privacy })
  const from = asked ?? ''
  const wanted = days.filter(({ day }) => day >= from && day <= to)
  const points = [...Map.groupBy(wanted, ({ day }) => periodOf(day, by).first).values()].map((own): TrendPoint => {
    const { first, last } = periodOf(own[0]?.day ?? from, by)
    const partial = first < from || last > to || isPartial(last, today)
    return Object.assign(figures(own, first, last), { partial })
  })
  const sure = days.filter(({ day }) => !isPartial(day, today))
  const { baselines, shifts, learning } = findDrift(sure)
  const stretch = ({ start, end }: Stretch) => {
    const own = sure.slice(start, end)
    return figures(own, own[0]?.day ?? from, own.at(-1)?.day ?? to)
  }
  const signals = shifts.map((shift, i): TrendSignal => {
    const next = shifts[i + 1]?.since ?? sure.length
    const { direction } = shift
    const told = {
      day: sure[shift.at]?.day ?? '',
      since: sure[shift.since]?.day ?? '',
      direction,
      before: stretch(baselines[i] ?? NOWHERE),
      after: stretch({ start: shift.since, end: next }),
    }
    return Object.assign(told, { sentence: sentenceOf(told, next === sure.length) })
  })
  return {
    from: days[0]?.day ?? from,
    to: days.at(-1)?.day ?? to,
    points,
    baselines: baselines.map((one) => Object.assign(stretch(one), { days: one.end - one.start })),
    learning: learning && { days: learning.end - learning.start, n: stretch(learning).n },
    signals: signals.filter(({ day }) => day >= from && day <= to),
  }
}

/** What is said to the team, as a question: now and then chance alone looks like this. */
function sentenceOf({ since, direction, before, after }: Omit<TrendSignal, 'sentence'>, isStill: boolean): string {
  const began = isStill
    ? `People have felt ${direction} since about ${inWords(since)}`
    : `People felt ${direction} from about ${inWords(since)} on`
  const isBad = direction === 'worse'
  const [was, is] = [before, after].map((side) => (isBad ? side.negative : side.positive))
  const shares =
    was == null || is == null || is <= was
      ? ''
      : `: ${percent(is)} felt ${isBad ? 'bad' : 'good'}, and ${percent(was)} did before`
  return `${began}${shares}. Did something change then?`
}

function figuresIn(
  own: readonly AnsweredDay[],
  { first, last, range, privacy }: { first: string; last: string; range: ScaleRange; privacy: Privacy },
): TrendFigures {
  const scores = sumScores(own)
  const figures = figuresOf({ ...emptyTally(range), ...(scores.length > 0 && { scores }) }, range, privacy)
  const { n, tier, net, net_low, net_high } = figures
  const { positive, positive_low, positive_high, negative, negative_low, negative_high } = figures
  return {
    from: first,
    to: last,
    n,
    tier,
    net,
    net_low,
    net_high,
    positive,
    positive_low,
    positive_high,
    negative,
    negative_low,
    negative_high,
  }
}

function periodOf(day: string, by: Period): { first: string; last: string } {
  if (by === 'month') return daysOfMonth(day.slice(0, 7))
  const first = by === 'week' ? mondayOf(day) : day
  return { first, last: by === 'week' ? addDays(first, 6) : day }
}

const percent = (share: number): string => `${Math.round(share * 100)}\u202f%`

function inWords(day: string): string {
  return DATE.format(new Date(`${day}T00:00:00Z`))
}

const DATE = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const NOWHERE: Stretch = { start: 0, end: 0 }
