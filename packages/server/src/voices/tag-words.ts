/**
 * A tag as it is kept: in lower case, with single spaces, so that `Refund` and `refund ` are one.
 *
 * @returns null where it is none: empty, longer than 40 characters, or with a comma or a sign that nobody sees.
 */
export function tagOf(text: string): string | null {
  const tag = text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLowerCase()
  return tag === '' || tag.length > MAX_CHARACTERS || UNFIT.test(tag) ? null : tag
}

const MAX_CHARACTERS = 40
const UNFIT = /[,\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/u
