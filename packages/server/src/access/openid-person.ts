import { laneOf } from '../database/lane.ts'
import type { Db, Tx } from '../database/open.ts'
import { COMMAND, recordChange } from './audit.ts'
import { SignInRefused, type Vouched } from './openid.ts'
import { createPerson, emailOf } from './people.ts'

/**
 * The person whom a provider vouches for: who has signed in with this very account of it before, whatever their e-mail is there now.
 *
 * An account that nobody here has signed in with yet is linked to the person with its e-mail, once and for good: who is given that
 * address later has another account, and is refused. Somebody new is let in where an invitation waits for that very e-mail, and is
 * then a member of what they were invited to; or where the operator lets in everybody of a domain, and is then a member of nothing
 * yet. Anybody else has to be invited: that somebody has an account at the provider says nothing about this team.
 *
 * Who is linked stays so also where the operator names another provider: its word is not worth more than the old one's. They unlink
 * everybody then.
 *
 * @param domains Whose people come in without an invitation.
 * @returns their id.
 * @throws SignInRefused `unverified`, `unknown`, `taken`
 */
export async function personVouchedFor(db: Db, vouched: Vouched, domains: readonly string[]): Promise<string> {
  const linked = await findLinked(db, vouched)
  if (linked !== null) return linked
  const { email } = vouched
  if (email === null) throw new SignInRefused('unverified', 'email')
  return await db.transaction().execute((tx) => link(tx, vouched, emailOf(email), domains))
}

/** Frees the person with an e-mail, or everybody, to be linked to another account. @returns who was linked, by their e-mail. */
export async function unlinkPeople(db: Db, email: string | null): Promise<string[]> {
  const linked = await db
    .selectFrom('people')
    .select('email')
    .where('issuer', 'is not', null)
    .$if(email !== null, (query) => query.where('email', '=', emailOf(email ?? '')))
    .orderBy('email')
    .execute()
  for (const person of linked) await db.transaction().execute((tx) => unlink(tx, person.email))
  return linked.map((person) => person.email)
}

async function findLinked(db: Db, { issuer, subject }: Vouched): Promise<string | null> {
  const person = await db
    .selectFrom('people')
    .select('id')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return person?.id ?? null
}

async function link(tx: Tx, vouched: Vouched, email: string, domains: readonly string[]): Promise<string> {
  const found = (await lockPerson(tx, email)) ?? (await letIn(tx, email, vouched.name, domains))
  if (!found) throw new SignInRefused('unknown', 'nobody with this e-mail')
  // Somebody signs in with it for the first time twice at once.
  const linked = await findLinked(tx, vouched)
  if (linked !== null) return linked
  const { issuer, subject } = vouched
  if (found.issuer !== null) throw new SignInRefused('taken', 'another account with the e-mail of a linked one')
  await tx.updateTable('people').set({ issuer, subject, linked_at: new Date() }).where('id', '=', found.id).execute()
  await tell(tx, found, 'member.linked', { before: null, after: issuer })
  return found.id
}

async function unlink(tx: Tx, email: string): Promise<void> {
  const person = await lockPerson(tx, email)
  if (!person || person.issuer === null) return
  await tx
    .updateTable('people')
    .set({ issuer: null, subject: null, linked_at: null })
    .where('id', '=', person.id)
    .execute()
  await tell(tx, person, 'member.unlinked', { before: person.issuer, after: null })
}

interface Found {
  id: string
  name: string
  email: string
  issuer: string | null
}

/** Whoever is to link the same person waits until this one is done. */
async function lockPerson(tx: Tx, email: string): Promise<Found | null> {
  const person = await tx
    .selectFrom('people')
    .select(['id', 'name', 'email', 'issuer'])
    .where('email', '=', email)
    .forUpdate()
    .executeTakeFirst()
  return person ?? null
}

async function letIn(tx: Tx, email: string, name: string, domains: readonly string[]): Promise<Found | null> {
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
  return await lockPerson(tx, email)
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

/** Writes down in every project of a person by whom they are vouched for; not by which account, which is nobody's business there. */
async function tell(
  tx: Tx,
  { id, name, email }: Found,
  action: 'member.linked' | 'member.unlinked',
  { before, after }: { before: string | null; after: string | null },
): Promise<void> {
  const memberships = await tx.selectFrom('members').select('project_id').where('person_id', '=', id).execute()
  const actor = action === 'member.linked' ? ({ kind: 'person', id, name: name || email } as const) : COMMAND
  const said = (issuer: string | null) => (issuer === null ? null : { email, issuer })
  for (const { project_id } of memberships) {
    await recordChange(tx, project_id, actor, { action, subject: id, before: said(before), after: said(after) })
  }
}
