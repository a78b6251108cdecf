import { isIPv6 } from 'node:net'

import { ibanLengthAt, isCardNumber, isPhoneNumber } from './numbers.ts'

/**
 * Takes out of somebody's words what names a person or opens a door: e-mail addresses, logins in addresses, IBANs, card and phone
 * numbers, IP addresses, tokens.
 *
 * The page's script does the same before anything leaves the device, by patterns. This looks by what such things are made of (check
 * digits, lengths by country, how an address is parsed), so that what the one misses the other finds; and it finds what does not
 * come from our script at all. A price, a date, a time, a version or a short number stays.
 *
 * @returns the text with `[email]`, `[login]`, `[iban]`, `[number]`, `[ip]` or `[token]` in their places.
 */
export function redact(text: string): string {
  if (!isSuspicious(text)) return text
  return redactNumbers(redactWords(redactIbans(text)))
}

/** Nothing is to be found without a digit, an at sign, two colons, a bracket, or a word that is too long for one. */
function isSuspicious(text: string): boolean {
  if (DIGIT_OR_WIDE_AT.test(text)) return true
  let length = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code === AT || code === BRACKET || code === PARENTHESIS) return true
    if (code === COLON && text.charCodeAt(i + 1) === COLON) return true
    length = code === SPACE ? 0 : length + 1
    if (length > LONGEST_WORD) return true
  }
  return false
}

const AT = 64
const BRACKET = 91
const PARENTHESIS = 40
const COLON = 58
const SPACE = 32
const LONGEST_WORD = 24
/** A digit of any script, or an at sign of another width. */
const DIGIT_OR_WIDE_AT = /[\p{Nd}＠]/u

/** From every place where one can start: the length that its country prescribes decides where it ends, and its check digits whether it is one. */
function redactIbans(text: string): string {
  let out = ''
  let from = 0
  for (const { index } of text.matchAll(IBAN_START)) {
    if (index < from) continue
    const length = ibanLengthAt(text, index)
    if (length === 0) continue
    out += `${text.slice(from, index)}[iban]`
    from = index + length
  }
  return out + text.slice(from)
}

const IBAN_START = /(?<![\p{L}\p{Nd}])[a-z]{2}[ -]?\d[ -]?\d/giu

/** Word by word, as spaces and quotes divide them. */
function redactWords(text: string): string {
  const plain = /[([]at[)\]]/i.test(text) ? text.replace(OBFUSCATED, '$1@$2.$3') : text
  return plain.replace(/[^\s"'<>(){}|,;、。，；「」«»“”„]+/gu, redactWord)
}

/** As people write it who think that it helps. */
const OBFUSCATED =
  /(?<![\p{L}\p{Nd}._+-])([\p{L}\p{Nd}._+-]{1,64}) ?[([]at[)\]] ?([\p{L}\p{Nd}-]{1,64}) ?(?:\.|[([]dot[)\]]) ?(\p{L}{2,})/giu

function redactWord(word: string): string {
  if (word.length < SHORTEST_TOKEN && !/[@＠:]|\d\.\d/.test(word)) return word
  const at = word.search(/[@＠]/)
  if (at >= 0) {
    const scheme = word.indexOf('://')
    if (scheme >= 0 && scheme < at && !/[/?#]/.test(word.slice(scheme + 3, at)))
      return `${word.slice(0, scheme + 3)}[login]@${word.slice(at + 1)}`
    const email = emailIn(word, at)
    if (email) return `${redactWord(word.slice(0, email.from))}[email]${redactWord(word.slice(email.to))}`
  }
  // A sentence's own marks are no part of an address.
  const [, before = '', core = '', after = ''] = /^(\[?)(.*?)([\].!?:]*)$/su.exec(word) ?? []
  if (core.includes(':') && core.length > 3 && isIPv6(core.replace(/%.*|\/\d+$/, ''))) return `${before}[ip]${after}`
  if (IPV4.test(core)) return `${before}[ip]${after}`
  return word.replace(/[\w-](?:[\w.-]{14,}[\w-])/g, (part) => (isToken(part) ? '[token]' : part))
}

const SHORTEST_TOKEN = 16
const IPV4 =
  /^(?:https?:\/\/)?(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?::\d{1,5})?(?:\/\S*)?$/

/** Around an at sign: a name before it, and after it labels with dots of which the last is made of letters. */
function emailIn(word: string, at: number): { from: number; to: number } | null {
  const name = /[\p{L}\p{M}\p{Nd}!#$%&*+=?^_`~.-]+$/u.exec(
    word.slice(0, at).replace(/^.*[:=]/su, (head) => '\0'.repeat(head.length)),
  )
  const domain = /^(?:[\p{L}\p{M}\p{Nd}_-]+[.．。])+(?:xn--[a-z\d-]+|[\p{L}\p{M}]{2,})/u.exec(word.slice(at + 1))
  if (!name || !domain) return null
  return { from: at - name[0].length, to: at + 1 + domain[0].length }
}

/** Letters and digits mixed as nobody writes them, or a beginning that only keys have. */
function isToken(part: string): boolean {
  if (/^eyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?$/.test(part)) return true
  if (
    /^(?:sk|pk|rk|ghp|gho|ghs|github_pat|glpat|xox[abprs]|at|AKIA|ASIA|AIza|ya29)[_-]?[\w-]{12,}$/.test(part) &&
    /\d/.test(part)
  )
    return true
  if (/^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i.test(part)) return true
  return part.split('.').some((run) => {
    const bare = run.replaceAll(/[_-]/g, '')
    return bare.length >= 20 && /\d/.test(bare) && /[a-z]/i.test(bare) && changes(bare) >= 4
  })
}

/** How often letters turn to digits or back. */
function changes(text: string): number {
  return text.match(/\d(?=[a-z])|[a-z](?=\d)/gi)?.length ?? 0
}

/** Runs of digits of any script, with what people put between them. */
function redactNumbers(text: string): string {
  return text.replace(NUMBER, (run) => {
    const trimmed = run.replace(/[\s().\-/‐-―·]+$/u, '')
    const isPersonal = isCardNumber(trimmed) || isPhoneNumber(trimmed)
    return isPersonal ? `[number]${run.slice(trimmed.length)}` : run
  })
}

const NUMBER = /(?<![\p{L}\p{Nd}_])[+＋(]{0,2}\p{Nd}(?:[\s().\-/‐-―·]{0,3}\p{Nd}){6,24}(?![\p{Nd}])/gu
