import { AppError } from '../errors.ts'
import { emailOf } from './people.ts'

/**
 * Refuses a password that is guessed first: a short one, one of the most common, or what can be read off the e-mail.
 *
 * No rule asks for digits or signs: those make passwords harder to keep in mind and no harder to guess. Source: NIST SP 800-63B-4, 3.1.1.2.
 *
 * @throws AppError `bad_request` that says what to choose instead.
 */
export async function checkNewPassword(password: string, email: string): Promise<void> {
  const fault = await faultOf(password, email)
  if (fault) throw new AppError('bad_request', `${fault} Several words that do not belong together are easy to keep.`)
}

async function faultOf(password: string, email: string): Promise<string | null> {
  if (password.length < SHORTEST) return `A password has ${SHORTEST} characters or more.`
  const plain = plainOf(password)
  const bare = withoutEnds(plain)
  if (new Set(plain).size < FEWEST_DIFFERENT) return 'This password repeats itself.'
  if (partsOf(email).some((part) => plain === part || bare === part)) return 'This password is much like the e-mail.'
  const common = await commonPasswords()
  if (common.has(plain) || (bare.length * 2 >= plain.length && common.has(bare)))
    return 'This password is among the first that are tried.'
  return null
}

/** As a list of common ones holds it, whatever is written in capitals. */
function plainOf(password: string): string {
  return password.normalize('NFKC').toLowerCase().trim()
}

/** Without the digits and signs that people put around a word where they are asked for some. */
function withoutEnds(plain: string): string {
  return plain.replace(/^[^\p{L}]+/u, '').replace(/[^\p{L}]+$/u, '')
}

/** What of an e-mail could be somebody's password: the whole, and the words of both sides. */
function partsOf(email: string): string[] {
  const whole = emailOf(email)
  const [name = '', host = ''] = whole.split('@')
  return [whole, name, host, withoutEnds(name), host.replace(/\.[^.]*$/, '')].filter((part) => part.length >= 4)
}

/** Read once somebody chooses a password: most processes never need it. */
async function commonPasswords(): Promise<ReadonlySet<string>> {
  common ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common']))
  return await common
}

let common: Promise<ReadonlySet<string>> | undefined

/** Guesses come by the network and are throttled: so many are enough. */
const SHORTEST = 10
const FEWEST_DIFFERENT = 4
