import { type Scale, SCALES, type ScaleRange } from '@attune/protocol'

import { AppError } from '../errors.ts'
import type { FeelQuery } from './feel-query.ts'
import type { VersionKey } from './queries.ts'

/** The scale that answers are added up on, and what does not fit it. */
export interface ChosenScale {
  range: ScaleRange
  without: VersionKey[]
}

/** Every version ever published, oldest first within each prompt. */
export type ScaledVersion = VersionKey & { scale: Scale; isCurrent: boolean }

/**
 * Chooses the scale of a prompt's answers: that of its current version, else of its newest. Without a prompt: the five points of
 * faces, stars and CSAT. A 4 of 5 and a 4 of 10 are not the same feeling, so whatever was asked on another scale is left out.
 *
 * @throws AppError `not_found` where there is no such prompt.
 */
export function chooseScale(versions: readonly ScaledVersion[], prompt: string | null): ChosenScale {
  const own = versions.filter((version) => version.prompt === prompt)
  const chosen = newestOf(own)
  if (prompt !== null && !chosen) throw new AppError('not_found', `There is no prompt "${prompt}" in this project.`)
  const range = SCALES[chosen?.scale ?? 'faces']
  return {
    range,
    without: keysOf((prompt === null ? versions : own).filter(({ scale }) => !isSame(SCALES[scale], range))),
  }
}

/** What each row of figures stands on. */
export interface RowScales {
  /** Of a row by its prompt and version, as far as it is made by these. */
  rangeOf: (of: { prompt?: string | undefined; version?: number | undefined }) => ScaleRange
  without: VersionKey[]
}

/**
 * Chooses the scales of rows: where each is of one version or scale, that one; where each is of one prompt, the prompt's; else the
 * one of all that is asked for, which has to be the same.
 *
 * @throws AppError `not_found` where there is no such prompt; `bad_request` where what is asked for is on several scales.
 */
export function chooseScales(versions: readonly ScaledVersion[], query: FeelQuery): RowScales {
  const { by, prompt, scales, where } = query
  const whole = chooseScale(versions, prompt)
  const prompts = prompt === null ? where.get('prompt') : [prompt]
  const isWanted = (version: ScaledVersion) =>
    (!prompts || prompts.includes(version.prompt)) &&
    (where.get('version')?.includes(String(version.version)) ?? true) &&
    (scales.length === 0 || scales.includes(version.scale))
  const wanted = versions.filter(isWanted)
  const unwanted = scales.length === 0 ? [] : keysOf(versions.filter((version) => !isWanted(version)))

  if (by.includes('version') || by.includes('scale')) {
    const own = new Map(versions.map((version) => [nameOf(version), SCALES[version.scale]]))
    return { rangeOf: (of) => own.get(nameOf(of)) ?? whole.range, without: unwanted }
  }
  if (by.includes('prompt')) {
    const names = [...new Set(wanted.map((version) => version.prompt))]
    const own = new Map(names.map((name) => [name, chooseScale(wanted, name)]))
    const without = [...own.values()].flatMap((chosen) => chosen.without)
    return { rangeOf: (of) => own.get(of.prompt ?? '')?.range ?? whole.range, without: unwanted.concat(without) }
  }
  const isByVersion = scales.length > 0 || where.has('version')
  const range = isByVersion || where.has('prompt') ? oneRangeOf(wanted, isByVersion) : null
  if (!range) return { rangeOf: () => whole.range, without: whole.without.concat(unwanted) }
  return {
    rangeOf: () => range,
    without: keysOf(versions.filter((one) => !isWanted(one) || !isSame(SCALES[one.scale], range))),
  }
}

/** Null where nothing is there. @param isByVersion Whether every version has to agree, and not only the newest of each prompt. */
function oneRangeOf(wanted: readonly ScaledVersion[], isByVersion: boolean): ScaleRange | null {
  const newest = [...Map.groupBy(wanted, ({ prompt }) => prompt).values()].flatMap((own) => newestOf(own) ?? [])
  const [first, ...others] = (isByVersion ? wanted : newest).map(({ scale }) => SCALES[scale])
  if (first && others.some((range) => !isSame(range, first))) {
    throw new AppError(
      'bad_request',
      'The parameter "where" asks for answers on several scales at once, which no sum can hold. Add scale or prompt to "by", or ask for one.',
    )
  }
  return first ?? null
}

function newestOf(own: readonly ScaledVersion[]): ScaledVersion | undefined {
  return own.find((version) => version.isCurrent) ?? own.at(-1)
}

function keysOf(versions: readonly ScaledVersion[]): VersionKey[] {
  return versions.map(({ prompt, version }) => ({ prompt, version }))
}

function isSame(a: ScaleRange, b: ScaleRange): boolean {
  return a.min === b.min && a.max === b.max
}

function nameOf({ prompt, version }: { prompt?: string | undefined; version?: number | undefined }): string {
  return `${prompt}@${version}`
}
