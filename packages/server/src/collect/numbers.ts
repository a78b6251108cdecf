/**
 * Whether digits, with whatever stands between them, are the number of a payment card.
 *
 * Source: ISO/IEC 7812: 12 to 19 digits, the last of which checks the others (Luhn); payment cards start with 2 to 6.
 */
export function isCardNumber(text: string): boolean {
  const digits = digitsOf(text)
  if (digits.length < 13 || digits.length > 19 || !/^[2-6]/.test(digits)) return false
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    sum += i % 2 === 0 ? digit : digit > 4 ? 2 * digit - 9 : 2 * digit
  }
  return sum % 10 === 0
}

/**
 * Whether digits, with whatever stands between them, are somebody's phone number: as people write them across borders (`+`, `00`),
 * within a country (`0`), or in groups of three and four; and any other nine to fifteen digits that are no date and no amount.
 *
 * Source: ITU-T E.164: at most 15 digits.
 */
export function isPhoneNumber(text: string): boolean {
  const digits = digitsOf(text)
  if (digits.length < 7 || digits.length > 16 || isDate(text) || isAmount(text)) return false
  if (/^[(]?[+＋]/.test(text) || digits.startsWith('00')) return digits.length >= 7
  if (digits.startsWith('0')) return digits.length >= 8
  if (/^\(?\p{Nd}{3}\)?[\s.\-‐-―]\p{Nd}{3}[\s.\-‐-―]\p{Nd}{4}$/u.test(text)) return true
  return digits.length >= 9
}

/**
 * How long the IBAN is that starts here, with the spaces in it; 0 where none does.
 *
 * Source: ISO 13616: the length is the country's, and the number formed of it leaves 1 when divided by 97.
 */
export function ibanLengthAt(text: string, start: number): number {
  const length = IBAN_LENGTHS[text.slice(start, start + 2).toUpperCase()]
  if (!length) return 0
  let compact = ''
  let end = start
  for (; end < text.length && compact.length < length; end++) {
    const char = text[end] ?? ''
    if (/[a-z\d]/i.test(char)) compact += char
    else if (!/[\s.-]/.test(char)) return 0
  }
  if (compact.length < length || /[a-z\d]/i.test(text[end] ?? '')) return 0
  return remainder(compact) === 1 ? end - start : 0
}

function remainder(iban: string): number {
  let rest = 0
  for (const char of (iban.slice(4) + iban.slice(0, 4)).toUpperCase())
    for (const digit of Number.parseInt(char, 36).toString()) rest = (rest * 10 + Number(digit)) % 97
  return rest
}

/** Dates and times of any order: groups of two and four digits that a day can have. */
function isDate(text: string): boolean {
  const ascii = text.replace(EVERY_DIGIT, valueOf)
  return /^(?:(?:19|20)\d\d[-./ ](?:0?[1-9]|1[0-2])[-./ ](?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[-./ ](?:0?[1-9]|[12]\d|3[01])[-./ ](?:19|20)?\d\d|(?:19|20)\d\d ?[-–/] ?(?:19|20)\d\d)(?:[\sT.,-]+\d{1,2}(?::\d\d){0,2})?$/u.test(
    ascii,
  )
}

/** Groups of three that points or spaces divide, as thousands are written. */
function isAmount(text: string): boolean {
  return /^\p{Nd}{1,3}(?:([. \u00a0\u202f])\p{Nd}{3})(?:\1\p{Nd}{3})+$/u.test(text) && !digitsOf(text).startsWith('0')
}

/** ASCII digits of those of any script. */
function digitsOf(text: string): string {
  return Array.from(text.matchAll(EVERY_DIGIT), ([char]) => valueOf(char)).join('')
}

/** Unicode keeps the ten digits of a script side by side, from nought on. */
function valueOf(char: string): string {
  const code = char.codePointAt(0) ?? 0
  if (code < 128) return char
  let below = 0
  while (below < 10 && DIGIT.test(String.fromCodePoint(code - below - 1))) below++
  return String(below % 10)
}

const DIGIT = /\p{Nd}/u
const EVERY_DIGIT = /\p{Nd}/gu

/** Source: SWIFT, IBAN Registry, release 99. */
const IBAN_LENGTHS: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AL: 28,
  AT: 20,
  AZ: 28,
  BA: 20,
  BE: 16,
  BG: 22,
  BH: 22,
  BR: 29,
  BY: 28,
  CH: 21,
  CR: 22,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  DO: 28,
  EE: 20,
  EG: 29,
  ES: 24,
  FI: 18,
  FK: 18,
  FO: 18,
  FR: 27,
  GB: 22,
  GE: 22,
  GI: 23,
  GL: 18,
  GR: 27,
  GT: 28,
  HR: 21,
  HU: 28,
  IE: 22,
  IL: 23,
  IQ: 23,
  IS: 26,
  IT: 27,
  JO: 30,
  KW: 30,
  KZ: 20,
  LB: 28,
  LC: 32,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  LY: 25,
  MC: 27,
  MD: 24,
  ME: 22,
  MK: 19,
  MN: 20,
  MR: 27,
  MT: 31,
  MU: 30,
  NI: 28,
  NL: 18,
  NO: 15,
  OM: 23,
  PK: 24,
  PL: 28,
  PS: 29,
  PT: 25,
  QA: 29,
  RO: 24,
  RS: 22,
  RU: 33,
  SA: 24,
  SC: 31,
  SD: 18,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  SO: 23,
  ST: 25,
  SV: 28,
  TL: 23,
  TN: 24,
  TR: 26,
  UA: 29,
  VA: 22,
  VG: 24,
  XK: 20,
  YE: 30,
}
