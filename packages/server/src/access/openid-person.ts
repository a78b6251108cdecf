import { laneOf } from '../database/lane.ts'
import type { Db, Tx } from '../database/open.ts'
import { recordChange } from './audit.ts'
import type { Vouched } from './openid.ts'
import { createPerson, emailOf } from './people.ts'

/**
 * The person whom a provider vouches for, by their e-mail; null where nobody here knows them.
 *
 * Somebody new is let in where an invitation waits for that very e-mail, and is then a member of what they were invited to; or where
 * the operator lets in everybody of a domain, and is then a member of nothing yet. Anybody else has to be invited: that somebody
 * has an account at the provider says nothing about this team.
 *
 * @param domains Whose people come in without an invitation.
 */
export async function personVouchedFor(
  db: Db,
  { email, name }: Vouched,
  domains: readonly string[],
): Promise<string | null> {
  const address = emailOf(email)
  const known = await db.selectFrom('people').select('id').where('email', '=', address).executeTakeFirst()
  if (known) return known.id
  return await db.transaction().execute((tx) => letIn(tx, address, name, domains))
}

async function letIn(tx: Tx, email: string, name: string, domains: readonly string[]): Promise<string | null> {
  const invitations = await takeInvitations(tx, email)
  const domain = email.slice(email.lastIndexOf('@') + 1)
  if (invitations.length === 0 && !domains.includes(domain)) return null
  const person = await createPerson(tx, { email, name })
  for (const { project_id: project, role } of invitations) {
    await tx
      .insertInto('members')
      .values({ lane: laneOf(project), project_id: project, person_id: person, role })
      .onConflict((conflict) => conflict.columns(['lane', 'project_id', 'person_id']).doNothing())
      .execute()
    const actor = { kind: 'person', id: person, name: name || email } as const
    await recordChange(tx, project, actor, { action: 'member.joined', subject: person, after: { role } })
  }
  return person
}

/** Uses up what waits for an e-mail, so that the link in it is worth nothing any more. Of two who do so at once, one gets it. */
async function takeInvitations(tx: Tx, email: string) {
  const waiting = await tx
    .selectFrom('invitations')
    .select(['lane', 'project_id', 'id'])
    .where('email', '=', email)
    .where('expires_at', '>', new Date())
    .execute()
  const taken = []
  for (const { lane, project_id, id } of waiting) {
    const row = await tx
      .deleteFrom('invitations')
      .where('lane', '=', lane)
      .where('project_id', '=', project_id)
      .where('id', '=', id)
      .returning(['project_id', 'role'])
      .executeTakeFirst()
    if (row) taken.push(row)
  }
  return taken
}
