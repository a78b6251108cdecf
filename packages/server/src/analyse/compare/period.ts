import { daysOfMonth, isDay } from '../days.ts'
import { refuse, shortened } from '../parameters.ts'
import type { Days } from './window.ts'

/** A stretch of time that is a side. */
export interface Period extends Days {
  /** As it was asked for. */
  name: string
  /** `in 2016`, `in May 2016`, `from 2016-05-01 to 2016-05-14`: after "a random visitor". */
  words: string
}

/**
 * Reads a year (`2016`), a month (`2016-05`) or days (`2016-05-01..2016-05-14`, both inclusive).
 *
 * @param parameter Where it stands, for the message.
 * @throws AppError `bad_request`
 */
export function readPeriod(text: string, parameter: string): Period {
  const [first = '', last = first, ...more] = text.split('..')
  if (YEAR.test(text)) return { name: text, words: `in ${text}`, from: `${text}-01-01`, to: `${text}-12-31` }
  if (MONTH.test(text)) {
    const days = daysOfMonth(text)
    return { name: text, words: `in ${MONTH_NAME.format(Date.parse(days.first))}`, from: days.first, to: days.last }
  }
  if (more.length === 0 && text.includes('..') && isDay(first) && isDay(last) && first <= last)
    return { name: text, words: `from ${first} to ${last}`, from: first, to: last }
  throw refuse(
    parameter,
    `is "${shortened(text)}"`,
    'A period is a year (2016), a month (2016-05) or days, the first and the last (2016-05-01..2016-05-14).',
  )
}

const YEAR = /^(19|[2-9]\d)\d\d$/
const MONTH = /^(19|[2-9]\d)\d\d-(0[1-9]|1[0-2])$/
const MONTH_NAME = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' })
