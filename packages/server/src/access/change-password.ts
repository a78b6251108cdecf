import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { checkNewPassword } from './new-password.ts'
import { hashPassword, isPassword } from './password.ts'
import type { SignedIn } from './queries.ts'
import { startSession } from './sign-in.ts'

/** What is kept of a person's password; null for somebody who signs in by link alone. */
export async function findPasswordHash(db: Db, person: string): Promise<string | null> {
  const row = await db.selectFrom('people').select('password_hash').where('id', '=', person).executeTakeFirst()
  return row?.password_hash ?? null
}

/**
 * Sets a person's password, and signs them in anew: every session of theirs and every link that would sign them in ends.
 *
 * @param kept The hash of the password that they have proved to know. Of many changes at once, one wins.
 * @returns the new cookie's value.
 * @throws AppError `bad_request` for a password that is guessed first; `conflict`
 */
export async function changePassword(
  db: Db,
  person: SignedIn,
  { kept, next, browser }: { kept: string | null; next: string; browser: string },
): Promise<string> {
  await checkNewPassword(next, person.email)
  if (kept !== null && (await isPassword(kept, next)))
    throw new AppError('bad_request', 'This is the password that you have. Choose another.')
  const password_hash = await hashPassword(next)
  return await db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable('people')
      .set({ password_hash })
      .where('id', '=', person.id)
      .where('password_hash', 'is not distinct from', kept)
      .returning('id')
      .executeTakeFirst()
    if (!changed) throw new AppError('conflict', 'The password was changed a moment ago. Sign in with the new one.')
    await tx.deleteFrom('sessions').where('person_id', '=', person.id).execute()
    await tx.deleteFrom('sign_in_links').where('person_id', '=', person.id).execute()
    return await startSession(tx, person.id, undefined, browser)
  })
}
