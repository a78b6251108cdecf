import type { Db } from '../database/open.ts'
import { hashOf, newSecret } from './secret.ts'

/** A secret that signs a person in once, for a link `…/console/#sign-in=SECRET`: a fragment reaches no server and no log. */
export async function createSignInLink(db: Db, personId: string, minutes: number): Promise<string> {
  const secret = newSecret()
  const expires_at = new Date(Date.now() + minutes * 60_000)
  await db
    .insertInto('sign_in_links')
    .values({ hash: hashOf(secret), person_id: personId, expires_at })
    .execute()
  return secret
}

/** Uses up a sign-in link. @returns the person; null where it is unknown, used or expired. */
export async function takeSignInLink(db: Db, secret: string): Promise<string | null> {
  // Deleted and read in one statement: of two who use a link at once, one wins.
  const link = await db
    .deleteFrom('sign_in_links')
    .where('hash', '=', hashOf(secret))
    .returning(['person_id', 'expires_at'])
    .executeTakeFirst()
  return link && link.expires_at > new Date() ? link.person_id : null
}
