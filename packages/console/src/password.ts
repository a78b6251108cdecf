/** Said before somebody chooses a password, not after. */
export const PASSWORD_RULE =
  'At least 10 characters. Three or four words that do not belong together are easy to keep and hard to guess; digits and signs are not needed.'

/** What is wrong with a new password as far as can be told here; the service knows the common ones, too. */
export function faultOfNewPassword(password: string): string | undefined {
  const { length } = Array.from(password)
  if (length === 0) return 'Choose a password.'
  return length < SHORTEST ? `This has ${length} of at least ${SHORTEST} characters. Add a word.` : undefined
}

const SHORTEST = 10
