import type { CompareOptions, ComparePrompt, CompareStep, CompareValue, Privacy } from '@attune/protocol'

import type { VisibleProject } from '../../access/queries.ts'
import { dayIn } from '../../aggregate/day.ts'
import { findJourneys } from '../../configure/queries.ts'
import type { Db } from '../../database/open.ts'
import { AppError } from '../../errors.ts'
import { addDays, LATE_DAYS } from '../days.ts'
import { figuresOf } from '../figures.ts'
import { SEVERAL } from '../privacy-gate/sources.ts'
import { answeredDays, answeredYears, type OptionRow, sumOptions } from './option-queries.ts'
import { findContents, type SideRow } from './queries.ts'
import { type AskedContent, differenceOf, questionOf, versionName } from './questions.ts'
import { askedIn, rangeOf, tallyOf } from './sides.ts'

/**
 * What there is to compare in a journey, so that nobody has to know the names of releases, variants or versions.
 *
 * @throws AppError `not_found` for a journey that there is none of.
 */
export async function findCompareOptions(
  db: Db,
  { lane, id, zone, privacy }: VisibleProject,
  journeyId: string,
  now: Date,
): Promise<CompareOptions> {
  const today = dayIn(zone)(now)
  const asked = { lane, project: id, privacy, journey: journeyId }
  const [journeys, contents, days] = await Promise.all([
    findJourneys(db, lane, id),
    findContents(db, lane, id),
    answeredDays(db, asked, today),
  ])
  const journey = journeys.find((known) => known.id === journeyId)
  if (!journey && days === null)
    throw new AppError('not_found', `There is no journey "${journeyId}" in project "${id}".`)
  const looked = days && {
    from: laterOf(days.from, addDays(days.to, 1 - LOOKED_DAYS)),
    to: days.to,
    since: addDays(days.to, 1 - RECENT_DAYS),
  }
  const [rows, years] = await Promise.all([
    looked ? sumOptions(db, asked, looked) : [],
    answeredYears(db, asked, yearsOf(days)),
  ])
  return {
    project: id,
    journey: journeyId,
    zone,
    answered: days && looked && { from: laterOf(days.from, firstOf(rows)), to: days.to },
    last_final: addDays(today, -LATE_DAYS - 1),
    steps: stepsOf(rows, journey?.steps ?? [], contents, privacy),
    releases: rows
      .flatMap(({ release, n, first }) => (isValue(release) ? { value: release, n, first } : []))
      .toSorted((a, b) => (a.first < b.first ? 1 : a.first > b.first ? -1 : compare(b.value, a.value))),
    devices: valuesOf(rows, 'device'),
    locales: valuesOf(rows, 'locale'),
    origins: valuesOf(rows, 'origin'),
    years,
    months: rows.flatMap(({ month }) => month ?? []).toSorted(),
  }
}

function stepsOf(
  rows: readonly OptionRow[],
  steps: readonly { id: string; name: string }[],
  contents: ReadonlyMap<string, AskedContent>,
  privacy: Privacy,
): CompareStep[] {
  const answers = rows.flatMap((row) => asAnswers(row) ?? [])
  const byStep = Map.groupBy(answers, ({ step }) => step)
  const others = [...byStep.keys()].filter((id) => id !== '' && !steps.some((step) => step.id === id)).toSorted()
  const places = [
    ...steps,
    ...others.map((id) => ({ id, name: null })),
    ...(byStep.has('') ? [{ id: '', name: null }] : []),
  ]
  return places.map(({ id, name }) => {
    const own = byStep.get(id) ?? []
    return { id, name, n: sum(own), net: recentNet(own, contents, privacy), prompts: promptsOf(own, contents) }
  })
}

/** Net feel of the last weeks; null where there is no figure, or no one figure. */
function recentNet(
  rows: readonly StepRow[],
  contents: ReadonlyMap<string, AskedContent>,
  privacy: Privacy,
): number | null {
  const recent = rows.flatMap((row) => (row.recent > 0 ? { ...row, n: row.recent } : []))
  const asking = askedIn(recent, (row) => questionOf(row, contents))
  const range = rangeOf(asking)
  return differenceOf(asking) === null ? figuresOf(tallyOf(recent, 'a', range), range, privacy).net : null
}

function promptsOf(rows: readonly SideRow[], contents: ReadonlyMap<string, AskedContent>): ComparePrompt[] {
  const byPrompt = [...Map.groupBy(rows, ({ prompt }) => prompt)]
  return byPrompt
    .map(([id, own]) => {
      const versions = [...Map.groupBy(own, ({ version }) => version)]
        .map(([version, of]) => ({ version, question: questionIn(contents, id, version), n: sum(of) }))
        .toSorted((a, b) => b.version - a.version)
      const variants = [...Map.groupBy(own, ({ variant }) => variant)]
        .filter(([variant]) => isValue(variant))
        .map(([value, of]) => ({ value, n: sum(of) }))
      return { id, question: versions[0]?.question ?? null, n: sum(own), versions, variants: byFrequency(variants) }
    })
    .toSorted((a, b) => b.n - a.n || compare(a.id, b.id))
}

/** Answers at a step, and how many of them are recent. */
type StepRow = SideRow & { recent: number }

/** A row of the answers at a step as a comparison has it; null for one that is by something else. */
function asAnswers({ step, prompt, version, variant, value, n, recent, first, last }: OptionRow): StepRow | null {
  if (step === null || prompt === null || version === null || variant === null || value === null) return null
  const of = { step, prompt, version, variant, value }
  return { side: 'a', measure: 'feel', origin: 'live', ...of, n, recent, first, last }
}

function valuesOf(rows: readonly OptionRow[], key: 'device' | 'locale' | 'origin'): CompareValue[] {
  return byFrequency(rows.flatMap((row) => (isValue(row[key]) ? { value: row[key], n: row.n } : [])))
}

/** Whether something can be a side: neither nothing, nor several together. */
function isValue(value: string | null): value is string {
  return value !== null && value !== '' && value !== SEVERAL
}

function byFrequency(values: readonly CompareValue[]): CompareValue[] {
  return values.toSorted((a, b) => b.n - a.n || compare(a.value, b.value))
}

function questionIn(contents: ReadonlyMap<string, AskedContent>, prompt: string, version: number): string | null {
  return contents.get(versionName(prompt, version))?.wording.default.question ?? null
}

function yearsOf(days: { from: string; to: string } | null): string[] {
  if (days === null) return []
  const [first, last] = [Number(days.from.slice(0, 4)), Number(days.to.slice(0, 4))]
  const from = Math.max(first, last + 1 - MOST_YEARS)
  return Array.from({ length: last + 1 - from }, (_, index) => String(from + index))
}

function firstOf(rows: readonly OptionRow[]): string {
  return rows.map(({ first }) => first).toSorted()[0] ?? ''
}

const laterOf = (a: string, b: string) => (a > b ? a : b)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const sum = (rows: readonly { n: number }[]) => rows.reduce((all, { n }) => all + n, 0)

/** A year and a month: what is compared with a year ago is among it. */
const LOOKED_DAYS = 400
const RECENT_DAYS = 28
const MOST_YEARS = 20
