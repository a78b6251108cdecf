import type { Db } from '../database/open.ts'
import { isPassword } from './password.ts'
import { emailOf } from './people.ts'
import { hashOf, newSecret } from './secret.ts'
import { SESSION_DAYS } from './session-cookie.ts'

/** The person with this e-mail and password; null alike where either is wrong. */
export async function checkPassword(db: Db, email: string, password: string): Promise<string | null> {
  const person = await db
    .selectFrom('people')
    .select(['id', 'password_hash'])
    .where('email', '=', emailOf(email))
    .executeTakeFirst()
  return (await isPassword(person?.password_hash ?? null, password)) && person ? person.id : null
}

/**
 * Starts a session under a new secret, and ends the one that the browser came with.
 *
 * @param browser As its person knows it, e.g. "Firefox on Linux".
 * @returns the cookie's value.
 */
export async function startSession(
  db: Db,
  personId: string,
  former: string | undefined,
  browser = '',
): Promise<string> {
  const secret = newSecret()
  const now = Date.now()
  if (former) await endSession(db, former)
  await db.deleteFrom('sessions').where('expires_at', '<', new Date(now)).execute()
  await db
    .insertInto('sessions')
    .values({
      hash: hashOf(secret),
      person_id: personId,
      expires_at: new Date(now + SESSION_DAYS * 86_400_000),
      browser,
    })
    .execute()
  return secret
}

export async function endSession(db: Db, secret: string): Promise<void> {
  await db.deleteFrom('sessions').where('hash', '=', hashOf(secret)).execute()
}
