import { ASKED, type Fact, POINTS } from './feel-world.ts'

/** A question about the facts, as the parameters of `GET …/feel` would put it. */
export interface Question {
  journey: string | null
  from: string | null
  to: string | null
  by: string[]
  where: [key: string, value: string][]
  prompt: string | null
}

/** What is said of a row: its keys and its plain numbers; what is worked out of these has tests of its own. */
export type Row = Record<string, unknown>

/**
 * Answers a question by looking at every fact for every row: no counts, no SQL, and no line of what it is compared with.
 *
 * @returns the rows by their keys; null where what is asked for is on several scales.
 */
export function referenceRows(facts: readonly Fact[], question: Question): Map<string, Row> | null {
  const { journey, prompt, by, where } = question
  const wanted = (key: string) => where.filter(([name]) => name === key).map(([, value]) => value)
  const dated = facts.map((fact) => ({
    ...fact,
    day: berlinDay(fact.at),
    scale: ASKED[`${fact.prompt}@${fact.version}`]?.scale ?? '',
  }))
  const ofJourney = dated.filter((fact) => journey === null || fact.journey === journey)
  const to = question.to ?? '9999'
  const from = question.from ?? ofJourney.map(({ day }) => day).toSorted(byText)[0] ?? to
  const keys = [...new Set(where.map(([key]) => key))]
  const isWanted = (fact: (typeof dated)[number]) =>
    fact.day >= from &&
    fact.day <= to &&
    (keys.includes('origin') || fact.origin !== 'unprompted') &&
    (prompt === null || fact.prompt === '' || fact.prompt === prompt) &&
    keys.every((key) => {
      const isFree = fact.prompt === '' && ['prompt', 'version', 'variant', 'scale'].includes(key)
      return isFree || wanted(key).includes(`${fact[key as 'version']}`)
    })
  const pointsOf = scalesFor(question, wanted)
  if (!pointsOf) return null
  const groups = Map.groupBy(
    ofJourney.filter(
      (fact) => isWanted(fact) && (fact.prompt === '' || String(pointsOf(fact)) === String(POINTS[fact.scale])),
    ),
    (fact) => JSON.stringify(['journey', ...by].map((key) => keyOf(fact, key))),
  )
  const isOfPrompts = prompt !== null || keys.some((key) => ['prompt', 'version', 'variant', 'scale'].includes(key))
  return new Map(
    [...groups]
      .map(([name, own]) => [name, rowOf(own, own[0] ? pointsOf(own[0]) : [1, 5], { by, from, to })] as const)
      .filter(([, row]) => !isOfPrompts || Number(row['ofPrompts']) > 0),
  )
}

type Dated = Fact & { day: string; scale: string }

/** The ends of a fact's row's scale; null where there is no one scale for all. */
function scalesFor(
  { by, prompt, where }: Question,
  wanted: (key: string) => string[],
): ((fact: Dated) => number[]) | null {
  const points = (name: string) => POINTS[ASKED[name]?.scale ?? 'faces'] ?? [1, 5]
  if (by.includes('version') || by.includes('scale')) return (fact) => POINTS[fact.scale] ?? [1, 5]
  const has = (key: string, value: string) => wanted(key).length === 0 || wanted(key).includes(value)
  const names = Object.keys(ASKED).filter((name) => {
    const [id = '', version = ''] = name.split('@')
    return (
      (prompt === null || id === prompt) &&
      (prompt !== null || has('prompt', id)) &&
      has('version', version) &&
      has('scale', ASKED[name]?.scale ?? '')
    )
  })
  const newest = [...Map.groupBy(names, (name) => name.split('@')[0] ?? '')].map(
    ([id, own]) => [id, points(own.at(-1) ?? '')] as const,
  )
  if (by.includes('prompt')) {
    const own = new Map(newest)
    return (fact) => own.get(fact.prompt) ?? [1, 5]
  }
  const isByVersion = where.some(([key]) => key === 'version' || key === 'scale')
  const isNarrow = isByVersion || wanted('prompt').length > 0
  const ends = isByVersion ? names.map(points) : newest.map(([, own]) => own)
  if (isNarrow && new Set(ends.map(String)).size > 1) return null
  const whole =
    prompt === null ? [1, 5] : points(Object.keys(ASKED).findLast((name) => name.startsWith(`${prompt}@`)) ?? '')
  const one = isNarrow ? (ends[0] ?? whole) : whole
  return () => one
}

function rowOf(
  own: readonly Dated[],
  [min = 1, max = 5]: number[],
  { by, from, to }: { by: string[]; from: string; to: string },
): Row {
  const count = (measure: string, isMeant: (fact: Dated) => boolean = () => true) =>
    own.filter((fact) => fact.measure === measure && isMeant(fact)).length
  const isLive = ({ origin }: Dated) => origin === 'live' || origin === 'sample'
  const n = count('feel')
  const read = new Set(own.filter(({ measure }) => measure === 'feel').map(wordsOf))
  const [shown, dismissed, ignored] = [
    count('shown'),
    count('dismissed'),
    count('dismissed', ({ value }) => value === 'ignored'),
  ]
  const [answered, eligible] = [count('feel', isLive), count('considered')]
  const periods = by.filter((key) => key === 'day' || key === 'week' || key === 'month')
  const [one] = own
  const isCut =
    one &&
    daysAround(one.day).some(
      (day) => periods.every((key) => keyOf({ ...one, day }, key) === keyOf(one, key)) && (day < from || day > to),
    )
  return {
    n,
    scores:
      n < 5
        ? null
        : Array.from({ length: max - min + 1 }, (_, i) => count('feel', ({ value }) => Number(value) === min + i)),
    comparable: read.size < 2,
    partial: periods.length === 0 ? null : isCut === true,
    shown,
    dismissed,
    commented: count('feel', ({ hasWords }) => hasWords),
    passed: [count('entered'), count('completed'), count('failed')],
    funnel: [eligible, shown, answered, dismissed - ignored, ignored, shown - answered - dismissed],
    ofPrompts: n + shown + dismissed + eligible,
  }
}

/** What somebody read, and where. */
function wordsOf({ prompt, version, variant, step, scale }: Dated): string {
  const asked = ASKED[`${prompt}@${version}`]
  return [step, scale, asked?.own?.[variant] ?? asked?.words].join()
}

function keyOf(fact: Dated, key: string): unknown {
  if (key === 'month') return fact.day.slice(0, 7)
  return key === 'week' ? weekOf(fact.day) : fact[key as 'step']
}

/** By counting days of the Thursday's year. */
function weekOf(day: string): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + 4 - (at.getUTCDay() || 7))
  const days = (at.getTime() - Date.UTC(at.getUTCFullYear(), 0, 1)) / 86_400_000
  return `${at.getUTCFullYear()}-W${String(1 + Math.floor(days / 7)).padStart(2, '0')}`
}

function daysAround(day: string): string[] {
  return Array.from({ length: 63 }, (_, i) =>
    new Date(Date.parse(`${day}T12:00:00Z`) + (i - 31) * 86_400_000).toISOString().slice(0, 10),
  )
}

function berlinDay(at: string): string {
  const known = days.get(at) ?? berlin.format(new Date(at)).split('/').toReversed().join('-')
  days.set(at, known)
  return known
}

const berlin = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', dateStyle: 'short' })
/** Asking the calendar again for every question would take most of the time. */
const days = new Map<string, string>()

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
