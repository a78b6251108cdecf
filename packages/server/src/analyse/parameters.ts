import { AppError } from '../errors.ts'
import { isDay } from './days.ts'

/** The parameters of a query as they came: a name may come several times. */
export type RawQuery = Readonly<Record<string, string | readonly string[] | undefined>>

/** @throws AppError `bad_request` that names a parameter which is not one of these: a misspelt filter must not be ignored. */
export function allowOnly(query: RawQuery, names: readonly string[]): void {
  const other = Object.keys(query).find((name) => !names.includes(name))
  if (other !== undefined) throw refuse(other, 'is not known here', `The parameters are ${names.join(', ')}.`)
}

/** The one value of a parameter; null where it is absent or empty. */
export function single(query: RawQuery, name: string): string | null {
  const value = query[name]
  if (value === undefined || value === '') return null
  if (typeof value !== 'string') throw refuse(name, 'came more than once', 'Give it once.')
  return value
}

/** An id that owners choose. */
export function idIn(query: RawQuery, name: string): string | null {
  const value = single(query, name)
  return value === null ? null : anId(value, name)
}

/** Every id of a list with commas; empty where it is absent. */
export function idsIn(query: RawQuery, name: string): string[] {
  return [...new Set(single(query, name)?.split(',') ?? [])].map((value) => anId(value, name))
}

export function dayIn(query: RawQuery, name: string): string | null {
  const value = single(query, name)
  if (value !== null && !isDay(value)) throw refuse(name, `is "${shortened(value)}"`, 'It is a day: 2026-11-23.')
  return value
}

export function integerIn(query: RawQuery, name: string, min: number, max: number, absent: number): number {
  const value = single(query, name)
  if (value === null) return absent
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
  if (!(number >= min && number <= max)) {
    throw refuse(name, `is "${shortened(value)}"`, `It is a whole number from ${min} to ${max}.`)
  }
  return number
}

export function oneOf<T extends string>(query: RawQuery, name: string, allowed: readonly T[]): T | null {
  const value = single(query, name)
  return value === null ? null : known(value, name, allowed)
}

/** Every value of a list with commas; empty where it is absent. Whatever comes twice counts once. */
export function listOf<T extends string>(query: RawQuery, name: string, allowed: readonly T[]): T[] {
  const values = single(query, name)?.split(',') ?? []
  return [...new Set(values.map((value) => known(value, name, allowed)))]
}

export function refuse(name: string, what: string, allowed: string): AppError {
  return new AppError('bad_request', `The parameter "${shortened(name)}" ${what}. ${allowed}`)
}

/** What came, short enough to be said back. */
export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}

function anId(value: string, name: string): string {
  if (!/^[a-z0-9][a-z0-9_-]{0,63}$/.test(value)) {
    throw refuse(name, `is "${shortened(value)}"`, 'It is an id: lower-case letters, digits, - and _.')
  }
  return value
}

function known<T extends string>(value: string, name: string, allowed: readonly T[]): T {
  const found = allowed.find((option) => option === value)
  if (found === undefined) throw refuse(name, `has "${shortened(value)}"`, `It takes ${allowed.join(', ')}.`)
  return found
}
