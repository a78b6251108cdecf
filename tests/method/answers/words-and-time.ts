import { type Asked, withinBudget } from '@attune/protocol'

import { bucket } from '../../../packages/server/src/analyse/statistics/bucket.ts'
import { dayBounds } from '../../../packages/server/src/analyse/statistics/day-bounds.ts'
import { suppress } from '../../../packages/server/src/analyse/statistics/suppress.ts'
import { ctfidf } from '../../../packages/server/src/analyse/statistics/words/ctfidf.ts'
import { logOdds } from '../../../packages/server/src/analyse/statistics/words/log-odds.ts'
import { medoidMmr } from '../../../packages/server/src/analyse/statistics/words/medoid-mmr.ts'
import { segment } from '../../../packages/server/src/analyse/statistics/words/segment.ts'

type Counts = Record<string, number>

interface History {
  events: { t: number; step: string; outcome: Asked['outcome']; session: number }[]
  session: number
  sessions_seen: number
  opted_out?: boolean
  busy?: boolean
}

/** Comments, small groups, calendars and manners: in the words of the cases. */
export const WORDS_AND_TIME = {
  segment({ text, locale }: { text: string; locale: string }) {
    return segment(text, locale)
  },
  logOdds({ yi, yj, bg, a0 }: { yi: Counts; yj: Counts; bg?: Counts; a0?: number }) {
    const found = logOdds(counted(yi), counted(yj), bg && counted(bg), a0)
    return Object.fromEntries([...found].map(([word, { delta, variance, z }]) => [word, { delta, var: variance, z }]))
  },
  ctfidf({ classes }: { classes: Record<string, Counts> }) {
    const found = ctfidf(new Map(Object.entries(classes).map(([name, words]) => [name, counted(words)])))
    return Object.fromEntries([...found].map(([name, words]) => [name, Object.fromEntries(words)]))
  },
  medoidMmr({ docs, k, lam }: { docs: string[][]; k: number; lam?: number }) {
    return medoidMmr(docs, k, lam)
  },
  suppress({ total, groups, k }: { total: number; groups: Counts; k: number }) {
    return suppress(total, counted(groups), k)
  },
  bucket({ iso, tz }: { iso: string; tz: string }) {
    const { day, week, weekday, time } = bucket(new Date(iso), tz)
    return { local_date: day, iso_week: week, iso_dow: weekday, local_time: time }
  },
  dayBounds({ date, tz }: { date: string; tz: string }) {
    const { start, end, hours } = dayBounds(date, tz)
    return { start: toSecond(start), end: toSecond(end), hours }
  },
  canPrompt({ history, now, step }: { history: History; now: number; step: string }): string {
    const { events, session, sessions_seen, opted_out, busy } = history
    const asked = events.map(({ t, ...event }) => Object.assign(event, { at: t * DAY_MS, prompt: 'any' }))
    const hindered = { optedOut: opted_out ?? false, busy: busy ?? false }
    return withinBudget({ id: 'p', asked, session, sessions: sessions_seen, ...hindered }, step, now * DAY_MS)
  },
}

function counted(words: Counts): Map<string, number> {
  return new Map(Object.entries(words))
}

function toSecond(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z')
}

const DAY_MS = 86_400_000
