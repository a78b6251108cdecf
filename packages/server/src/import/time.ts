/** The moment of a row, as the text that an event carries; null where the cell cannot be read as a time. */
export type ReadTime = (cell: string) => string | null

/**
 * Reads times in the formats that surveys are exported in.
 *
 * A format is `ISO` or a pattern of `YYYY YY MM M DD D HH H hh h mm ss A` between literal characters. What a pattern leaves open is the middle
 * of what it says: a date alone stands at noon, a month alone on its 15th, a year alone on 1 July, so that no zone moves it to
 * another day, month or year.
 *
 * @param zone IANA name: the zone of times that carry no offset.
 */
export function createTimeReader(formats: string | string[], zone: string, prefix = ''): ReadTime {
  const readers = [formats].flat().map((format) => (format === 'ISO' ? readIso : readPattern(format)))
  const offset = createOffset(zone)
  const known = new Map<string, string | null>()
  return (cell) => {
    const remembered = known.get(cell)
    if (remembered !== undefined) return remembered
    let read: Local | string | null = null
    for (const reader of readers) if ((read ??= reader(prefix + cell))) break
    const text = read === null || typeof read === 'string' ? read : toInstant(read, offset)
    if (known.size >= MAX_KNOWN) known.clear()
    known.set(cell, text)
    return text
  }
}

/** The middle of a day, month or year, e.g. `2017`, `2017-05` or `2017-05-13`. */
export function readDate(date: string, zone: string): string | null {
  return createTimeReader(['YYYY-MM-DD', 'YYYY-MM', 'YYYY'], zone)(date)
}

/** A time on the wall, in no zone yet. */
interface Local {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
}

function readIso(text: string): string | Local | null {
  const local = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?)?$/.exec(text)
  if (local)
    return checked(numbersOf({ YYYY: local[1], MM: local[2], DD: local[3], HH: local[4], mm: local[5], ss: local[6] }))
  const at = /^\d{4}-\d\d-\d\dT.+(Z|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}

function readPattern(format: string): (text: string) => Local | null {
  const names: string[] = []
  const source = format.replaceAll(TOKENS, (token) => {
    const digits = DIGITS[token]
    if (!digits) return token.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
    names.push(token)
    return `(${digits})`
  })
  const pattern = new RegExp(`^${source}$`, 'i')
  return (text) => {
    const match = pattern.exec(text)
    return match && checked(numbersOf(Object.fromEntries(names.map((name, i) => [name, match[i + 1]]))))
  }
}

function numbersOf(parts: Record<string, string | undefined>): Local {
  const one = (...names: string[]) => names.map((name) => parts[name]).find((part) => part !== undefined)
  const number = (part: string | undefined, fallback: number) => (part === undefined ? fallback : Number(part))
  const short = one('YY')
  const month = one('MM', 'M')
  const half = one('A')?.toLowerCase()
  const hour = number(one('HH', 'H', 'hh', 'h'), 12)
  return {
    year: short === undefined ? number(one('YYYY'), Number.NaN) : 2000 + Number(short),
    month: number(month, 7),
    day: number(one('DD', 'D'), month === undefined ? 1 : 15),
    hour: half ? (hour % 12) + (half === 'pm' ? 12 : 0) : hour,
    minute: number(one('mm'), 0),
    second: number(one('ss'), 0),
  }
}

/** 31 February is a slip in the file, not 3 March. */
function checked(local: Local): Local | null {
  const { year, month, day, hour, minute, second } = local
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second))
  const isReal = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCHours() === hour
  return isReal && year >= 1970 ? local : null
}

function toInstant(local: Local, offset: (utc: number) => number): string {
  const wall = Date.UTC(local.year, local.month - 1, local.day, local.hour, local.minute, local.second)
  // The offset depends on the instant it leads to; asking twice settles it on either side of a change of the clocks.
  const near = wall - offset(wall)
  return new Date(wall - offset(near)).toISOString()
}

/** How far a zone's wall clock is ahead of UTC at an instant, in milliseconds. */
function createOffset(zone: string): (utc: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (utc) => {
    const part = Object.fromEntries(format.formatToParts(utc).map(({ type, value }) => [type, Number(value)]))
    const wall = Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'], part['second'])
    return wall - Math.floor(utc / 1000) * 1000
  }
}

/** Each token, or any one other character. */
const TOKENS = /YYYY|YY|MM|DD|HH|hh|mm|ss|[MDHhA]|[^]/g
const DIGITS: Record<string, string> = {
  YYYY: '\\d{4}',
  YY: '\\d{2}',
  MM: '\\d{2}',
  M: '\\d{1,2}',
  DD: '\\d{2}',
  D: '\\d{1,2}',
  HH: '\\d{2}',
  H: '\\d{1,2}',
  hh: '\\d{2}',
  h: '\\d{1,2}',
  mm: '\\d{2}',
  ss: '\\d{2}',
  A: 'am|pm',
}
/** Files repeat their dates; what is remembered stays bounded where they do not. */
const MAX_KNOWN = 10_000
