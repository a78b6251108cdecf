import type { Me } from '@attune/protocol'

import type { Db, Tx } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { recordChange } from './audit.ts'
import type { SignedIn } from './queries.ts'

/**
 * Gives a person another name, as their colleagues see it. What was written down under the old one stays as it was.
 *
 * Each project of theirs is told in its history: whoever takes the name of somebody else does not do so unseen.
 *
 * @param name Spaces around it are left away; '' takes the name away, and the e-mail is seen instead.
 * @throws AppError `bad_request` for a name that does not read as it is written
 */
export async function changeName(db: Db, person: SignedIn, name: string): Promise<Me> {
  const next = name.trim()
  if (UNSEEN.test(next))
    throw new AppError('bad_request', 'name: has a sign that nobody can see. Write it anew, rather than pasting it.')
  if (next !== person.name) await db.transaction().execute((tx) => rename(tx, person, next))
  return { id: person.id, email: person.email, name: next }
}

async function rename(tx: Tx, { id, email }: SignedIn, name: string): Promise<void> {
  const { name: before } = await tx
    .selectFrom('people')
    .select('name')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (before === name) return
  await tx.updateTable('people').set({ name }).where('id', '=', id).execute()
  const projects = await tx.selectFrom('members').select('project_id').where('person_id', '=', id).execute()
  for (const { project_id } of projects)
    await recordChange(
      tx,
      project_id,
      { kind: 'person', id, name: before || email },
      {
        action: 'member.renamed',
        subject: id,
        before: { email, name: before },
        after: { email, name },
      },
    )
}

/** Controls, marks of direction and what takes no room: with them one name could pass for another. */
const UNSEEN = /\p{Cc}|[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/u
