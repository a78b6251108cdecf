import { ASKED, type Fact, POINTS } from './feel-world.ts'

/** A question about the facts, as the parameters of `GET …/feel` would put it. */
export interface Question {
  journey: string | null
  from: string | null
  to: string | null
  by: string[]
  where: [key: string, value: string][]
  prompt: string | null
  weights: 'share' | null
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
  const isOfOrigins = by.includes('origin') || keys.includes('origin')
  const isOfPeople = [...by, ...keys].some((key) => /^(page|trait)/.test(key))
  const isOfAnswers = isOfPeople || by.includes('trust') || keys.includes('trust')
  const isWanted = (fact: (typeof dated)[number]) =>
    fact.day >= from &&
    fact.day <= to &&
    (fact.origin !== 'unprompted' || isOfOrigins || fact.measure === 'feel') &&
    (!isOfAnswers || fact.measure === 'feel') &&
    (prompt === null || fact.prompt === '' || fact.prompt === prompt) &&
    keys.every((key) => {
      const isFree = fact.prompt === '' && ['prompt', 'version', 'variant', 'scale'].includes(key)
      if (key !== 'trait') return isFree || wanted(key).includes(`${fact[key as 'version']}`)
      // Values of one trait widen the question, several traits narrow it.
      const pairs = wanted(key).map((pair) => pair.split(/=(.*)/s))
      return pairs.every(([name = '']) =>
        pairs.some(([other, value]) => other === name && value === (fact.traits[name] ?? '')),
      )
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
      .map(([name, own]) => {
        const points = own[0] ? pointsOf(own[0]) : [1, 5]
        const asked = own.filter(({ origin }) => isOfOrigins || origin !== 'unprompted')
        const row = rowOf(own, asked, points, {
          by,
          from,
          to,
          isOfAnswers,
          weights: question.weights,
          least: [...by, ...keys].some((key) => key.startsWith('trait')) ? 10 : 5,
          isExact: question.weights !== null || isOfPeople,
          hasWords: isOfPeople || question.weights !== null || !isOfAnswers,
        })
        return [name, row] as const
      })
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

interface RowContext {
  by: string[]
  from: string
  to: string
  isOfAnswers: boolean
  /** Whether the share of each answer is looked at. */
  isExact: boolean
  hasWords: boolean
  weights: 'share' | null
  least: number
}

/** @param all With who spoke up by themselves, where these are no answers of the row. */
function rowOf(
  all: readonly Dated[],
  own: readonly Dated[],
  [min = 1, max = 5]: number[],
  { by, from, to, isOfAnswers, isExact, hasWords: isSaid, weights, least }: RowContext,
): Row {
  const count = (measure: string, isMeant: (fact: Dated) => boolean = () => true) =>
    own.filter((fact) => fact.measure === measure && isMeant(fact)).length
  const isLive = ({ origin }: Dated) => origin === 'live' || origin === 'sample'
  const n = count('feel')
  const felt = own.filter(({ measure }) => measure === 'feel')
  const read = new Set(felt.map(wordsOf))
  const [shown, dismissed, ignored] = [
    count('shown'),
    count('dismissed'),
    count('dismissed', ({ value }) => value === 'ignored'),
  ]
  const [answered, eligible] = [count('feel', isLive) + count('aside', isLive), count('considered')]
  const periods = by.filter((key) => key === 'day' || key === 'week' || key === 'month')
  const [one] = all
  const isCut =
    one &&
    daysAround(one.day).some(
      (day) => periods.every((key) => keyOf({ ...one, day }, key) === keyOf(one, key)) && (day < from || day > to),
    )
  const shares = new Set(felt.map((fact) => (isExact ? (fact.share ?? 1) : shareOf(fact))))
  const unprompted = all.length === own.length ? 0 : all.length - own.length
  const known = <T>(value: T) => (isOfAnswers ? null : value)
  return {
    n,
    scores:
      n < least
        ? null
        : Array.from({ length: max - min + 1 }, (_, i) => count('feel', ({ value }) => Number(value) === min + i)),
    comparable: read.size < 2,
    partial: periods.length === 0 ? null : isCut === true,
    shown: known(shown),
    dismissed: known(dismissed),
    commented: isSaid ? count('feel', ({ hasWords }) => hasWords) : null,
    passed: known([count('entered'), count('completed'), count('failed')]),
    funnel: known([eligible, shown, answered, dismissed - ignored, ignored, shown - answered - dismissed]),
    unprompted,
    shares: shares.has(null) ? 'unknown' : shares.size > 1 ? 'several' : 'one',
    weighting: weights === null ? null : weightingOf(felt, [min, max], n < least),
    ofPrompts: n + unprompted + shown + dismissed + eligible,
  }
}

/** The share of the version that somebody was asked; who was not asked here weighs like everybody. */
function shareOf({ origin, prompt, version }: Dated): number | null {
  if (origin === 'import' || origin === 'unprompted') return 1
  return ASKED[`${prompt}@${version}`]?.share ?? null
}

/** What each answer weighs, one by one: [positive, net, mean, effective, without share, capped], to nine digits. */
function weightingOf(felt: readonly Dated[], [min = 1, max = 5]: number[], isHidden: boolean): unknown[] {
  const full = felt.map(({ share }) => (share === null ? 1 : 1 / share)).toSorted((a, b) => a - b)
  const middle = full.length >> 1
  const median = full.length % 2 === 1 ? (full[middle] ?? 0) : ((full[middle - 1] ?? 0) + (full[middle] ?? 0)) / 2
  const [good, bad] = GOOD_AND_BAD[`${min}-${max}`] ?? [4, 2]
  let [all, squares, positive, negative, sum] = [0, 0, 0, 0, 0]
  for (const { share, value } of felt) {
    const weight = Math.min(share === null ? 1 : 1 / share, median * 5)
    all += weight
    squares += weight ** 2
    sum += weight * Number(value)
    if (Number(value) >= good) positive += weight
    if (Number(value) <= bad) negative += weight
  }
  const figures = isHidden ? [null, null, null] : [positive / all, (positive - negative) / all, sum / all].map(round)
  const effective = felt.length === 0 ? 0 : round(all ** 2 / squares)
  const without = felt.filter(({ share }) => share === null).length
  return [...figures, effective, without, full.filter((weight) => weight > median * 5).length]
}

/** Nine digits: a sum in another order ends in others. */
export function round(value: number): number {
  return Number(value.toFixed(9)) || 0
}

/** What somebody read, and where. */
function wordsOf({ prompt, version, variant, step, scale }: Dated): string {
  const asked = ASKED[`${prompt}@${version}`]
  return [step, scale, asked?.own?.[variant] ?? asked?.words].join()
}

function keyOf(fact: Dated, key: string): unknown {
  if (key === 'month') return fact.day.slice(0, 7)
  if (key.startsWith('trait:')) return fact.traits[key.slice(6)] ?? ''
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

/** From which score on somebody felt good, and up to which bad, by the ends of the scale. */
const GOOD_AND_BAD: Readonly<Record<string, [number, number]>> = { '1-5': [4, 2], '0-10': [9, 6], '1-2': [2, 1] }
