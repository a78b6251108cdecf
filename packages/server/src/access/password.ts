import { hash, verify } from '@node-rs/argon2'

/** Argon2id with the parameters that OWASP recommends, which are the library's own: 19 MiB, two passes, one lane. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password)
}

/**
 * Whether a password is the one of this hash.
 *
 * Where there is no such person, or one without a password, the same work is done for nothing, so that the time taken does not
 * tell who has an account.
 */
export async function isPassword(kept: string | null, password: string): Promise<boolean> {
  if (kept !== null) return await verify(kept, password)
  nobodys ??= hash('nobody signs in with this')
  await verify(await nobodys, password)
  return false
}

let nobodys: Promise<string> | undefined
