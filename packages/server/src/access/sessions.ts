import type { SessionItem } from '@attune/protocol'

import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import type { SignedIn } from './queries.ts'

/** Where a person is signed in, the one seen last first. */
export async function listSessions(db: Db, { id: person, session }: SignedIn): Promise<SessionItem[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['id', 'browser', 'created_at', 'seen_at'])
    .where('person_id', '=', person)
    .where('expires_at', '>', new Date())
    .orderBy('seen_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ id, browser, created_at, seen_at }) => ({
    id,
    browser,
    created_at: created_at.toISOString(),
    seen_at: seen_at.toISOString(),
    is_this: id === session,
  }))
}

/** Ends one of a person's sessions. @throws AppError `not_found` for one that is over, and for somebody else's alike. */
export async function endOneSession(db: Db, { id: person }: SignedIn, session: string): Promise<void> {
  const ended = await db
    .deleteFrom('sessions')
    .where('id', '=', session)
    .where('person_id', '=', person)
    .returning('id')
    .executeTakeFirst()
  if (!ended) throw new AppError('not_found', 'There is no such session of yours: it may be over already.')
}

/** Ends every session of a person but the one that they ask by. */
export async function endOtherSessions(db: Db, { id: person, session }: SignedIn): Promise<void> {
  await db.deleteFrom('sessions').where('person_id', '=', person).where('id', '!=', session).execute()
}
