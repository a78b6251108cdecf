import type { PromptDocument, ScaleRange, WordingKey } from '@attune/protocol'

import { changesBetween } from '../../configure/changes.ts'
import type { Comparison } from '../comparable.ts'
import type { CountsRow } from '../queries.ts'
import type { AnsweredDay } from './drift.ts'

/** Answers that mean the same, day by day. */
export interface Series {
  asked: WordingKey[]
  range: ScaleRange
  /** Oldest first, somebody on each. */
  days: AnsweredDay[]
}

/**
 * Puts answers into series, each of what may be added up; a new one begins where people were asked in other words, on another scale
 * or in another order. Two that are asked side by side are two series in the same days.
 *
 * @param rows By day, prompt, version and variant. @param rangeOf The scale that a version is on.
 * @returns by their first days.
 */
export function seriesOf(
  rows: readonly CountsRow[],
  { rangeOf, isComparable }: { rangeOf: (row: CountsRow) => ScaleRange; isComparable: Comparison },
): Series[] {
  const answered = rows.filter(({ measure }) => measure === 'feel').toSorted((a, b) => compare(a.bucket, b.bucket))
  const found: (Omit<Series, 'days'> & { byDay: Map<string, number[]> })[] = []
  const homes = new Map<string, (typeof found)[number]>()
  for (const row of answered) {
    const { prompt = '', version = 0, variant = '' } = row
    const name = `${prompt}@${version} ${variant}`
    const key = { prompt, version, variant }
    const range = rangeOf(row)
    const home =
      homes.get(name) ??
      found.find(({ asked, range: own }) => isSame(own, range) && isComparable([...asked, key])) ??
      added(found, { asked: [], range, byDay: new Map<string, number[]>() })
    if (!homes.has(name)) home.asked.push(key)
    homes.set(name, home)
    addScore(home, row)
  }
  return found.map(({ asked, range, byDay }) => {
    return { asked, range, days: [...byDay].map(([day, scores]) => ({ day, scores })) }
  })
}

/** What differs for people between what was asked last and what came after it, in words. */
export function differsBetween(before: PromptDocument | undefined, after: PromptDocument | undefined): string[] {
  if (!before || !after) return ['Nobody knows any more how this was asked.']
  return changesBetween(before, after)
    .filter(({ breaks }) => breaks)
    .map(({ text }) => text)
}

function addScore({ byDay, range }: { byDay: Map<string, number[]>; range: ScaleRange }, row: CountsRow): void {
  const { bucket: day = '', value, n } = row
  const scores = byDay.get(day) ?? Array<number>(range.max - range.min + 1).fill(0)
  const place = Number(value) - range.min
  if (scores[place] === undefined) return
  scores[place] += n
  byDay.set(day, scores)
}

function added<T>(list: T[], one: T): T {
  list.push(one)
  return one
}

function isSame(a: ScaleRange, b: ScaleRange): boolean {
  return a.min === b.min && a.max === b.max && a.good === b.good && a.bad === b.bad
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0
}
