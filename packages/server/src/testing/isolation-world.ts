import { randomUUID } from 'node:crypto'

import type { ConfigurationDocument } from '@attune/protocol'

import { LINK_PREFIX } from '../access/links.ts'
import { createPerson } from '../access/people.ts'
import type { Role, Scope } from '../access/scopes.ts'
import { hashOf, newSecret } from '../access/secret.ts'
import { endSession, startSession } from '../access/sign-in.ts'
import { createToken } from '../access/tokens.ts'
import { commitBatch } from '../collect/commit.ts'
import { applyConfiguration } from '../configure/configuration.ts'
import { createDirectory } from '../configure/directory.ts'
import { laneOf } from '../database/lane.ts'
import type { Db } from '../database/open.ts'
import { writeCursor } from '../voices/cursor.ts'
import { answerOf } from './shop.ts'

/** One id of everything that a request can name. */
export interface Ids {
  project: string
  journey: string
  prompt: string
  /** Of the prompt. */
  version: string
  key: string
  token: string
  /** A person, as a member. */
  member: string
  person: string
  invitation: string
  link: string
  /** Where a person is signed in. */
  session: string
  /** An answer, and its tag. */
  answer: string
  tag: string
  /** The cursor after an answer. */
  voice: string
  /** The cursor after an entry of the audit log. */
  change: string
}

/** Who asks, and what they may do in the project that is their own. */
export interface Caller {
  name: string
  headers: Record<string, string>
  /** Empty for who is nobody. */
  scopes: readonly Scope[]
  isPerson: boolean
  /** It has a link, which shows one journey with its voices. */
  isLink?: true
  /** Of the other project. */
  isStranger: boolean
}

/** Two projects that know nothing of each other. Whatever is told of one holds its `word`, and never the other's. */
export interface World {
  own: Ids
  foreign: Ids
  /** What nobody has. */
  missing: Ids
  callers: Caller[]
}

/** A word that is in every name and text of the own project, and of the foreign one. */
export const WORDS = { own: 'Kastanie', foreign: 'Zitrone' } as const

/** Makes both projects in an empty database, with one of everything, and a credential of every kind. */
export async function makeWorld(db: Db): Promise<World> {
  const own = await makeProject(db, 'alpha', WORDS.own)
  const foreign = await makeProject(db, 'beta', WORDS.foreign)
  const { callers, owner } = await makeCallers(db, own.project, foreign.project)
  await db
    .insertInto('members')
    .values({ ...keyOf(own.project), person_id: own.member, role: 'viewer' })
    .execute()
  await db
    .insertInto('members')
    .values({ ...keyOf(foreign.project), person_id: foreign.member, role: 'viewer' })
    .execute()
  // Their second session, so that ending it leaves the one that they ask with.
  const session = await sessionIdOf(db, owner)
  return { own: { ...own, session }, foreign, missing: missingIds(), callers }
}

function missingIds(): Ids {
  // Changes are gone through from the newest on, by their ids: this one is newer than all, as one of the other project is here.
  const change = `ffffffff${randomUUID().slice(8)}`
  return {
    project: 'gamma',
    journey: 'gamma-journey',
    prompt: 'gamma-prompt',
    version: '88',
    key: 'pk_gamma',
    token: randomUUID(),
    member: randomUUID(),
    person: randomUUID(),
    invitation: randomUUID(),
    link: randomUUID(),
    session: randomUUID(),
    answer: randomUUID(),
    tag: 'gamma-tag',
    voice: writeCursor({ at: CURSOR_AT, id: randomUUID() }),
    change,
  }
}

async function makeProject(db: Db, project: string, word: string): Promise<Ids> {
  await applyConfiguration(db, project, documentOf(project, word))
  await db.deleteFrom('members').where('project_id', '=', project).execute()
  const prompt = `${project}-prompt`
  const answer = await answerIn(db, project, word)
  await db
    .insertInto('answer_tags')
    .values({ ...keyOf(project), answer, tag: `${project}-tag`, tagged_at: new Date() })
    .execute()
  const rules = JSON.stringify([{ id: `${project}-rule`, name: word, terms: [word] }])
  await db
    .insertInto('theme_rules')
    .values({ ...keyOf(project), rules, revision: 1, changed_at: new Date(), changed_by: word })
    .execute()
  const member = await createPerson(db, { email: `member@${word}.example`, name: word })
  await createToken(db, project, word, ['read'], null)
  const { id: token } = await db
    .selectFrom('tokens')
    .select('id')
    .where('project_id', '=', project)
    .executeTakeFirstOrThrow()
  const invitation = randomUUID()
  const [content] = documentOf(project, word).prompts
  await db
    .insertInto('invitations')
    .values({
      ...keyOf(project),
      id: invitation,
      hash: hashOf(newSecret()),
      email: `guest@${word}.example`,
      role: 'viewer',
      invited_by: word,
      expires_at: IN_A_DAY,
    })
    .execute()
  const version = project === 'alpha' ? '1' : '77'
  if (version !== '1')
    await db
      .insertInto('prompt_versions')
      .values({ ...keyOf(project), prompt, version: Number(version), content: JSON.stringify({ ...content, version }) })
      .execute()
  await db
    .insertInto('prompt_drafts')
    .values({ ...keyOf(project), prompt, content: JSON.stringify({ ...content, share: 0.5 }), updated_by: word })
    .execute()
  const { id: change } = await db
    .selectFrom('audit')
    .select('id')
    .where('project_id', '=', project)
    .executeTakeFirstOrThrow()
  return {
    project,
    journey: `${project}-journey`,
    prompt,
    version,
    key: `pk_${project}`,
    token,
    member,
    person: member,
    invitation,
    link: await linkIn(db, project, newSecret(), word),
    session: await sessionIdOf(db, member),
    answer,
    tag: `${project}-tag`,
    voice: writeCursor({ at: CURSOR_AT, id: answer }),
    change,
  }
}

function documentOf(project: string, word: string): ConfigurationDocument {
  const step = `${project}-journey/pay`
  return {
    project: { name: word, keys: [`pk_${project}`] },
    journeys: [{ id: `${project}-journey`, name: word, steps: [{ id: 'pay', name: word }] }],
    prompts: [{ id: `${project}-prompt`, step, wording: { default: { question: `${word}?` } } }],
  }
}

/** An answer with words. @returns its id. */
async function answerIn(db: Db, id: string, word: string): Promise<string> {
  const project = await createDirectory(db).byId(id)
  if (!project) throw new Error(`${id} was not made.`)
  const event = answerOf({ prompt: `${id}-prompt`, step: `${id}-journey/pay`, comment: word })
  const receipt = { accepted: 1, rejected: [] }
  const context = { page: `/${word}`, traits: { plan: word } }
  const batch = { batch: randomUUID(), receivedAt: new Date(), origin: 'live' as const, visitor: word, context }
  await commitBatch(db, { ...batch, receipt, events: [event], project })
  return event.id
}

async function makeCallers(db: Db, own: string, foreign: string): Promise<{ callers: Caller[]; owner: string }> {
  const callers: Caller[] = []
  const add = (name: string, headers: Record<string, string>, scopes: readonly Scope[], more: Partial<Caller> = {}) =>
    callers.push({ name, headers, scopes, isPerson: false, isStranger: false, ...more })
  const people: Record<string, string> = {}
  for (const [role, project] of [...ROLES.map((one) => [one, own] as const), ['owner', foreign] as const]) {
    const isStranger = project === foreign
    const name = isStranger ? 'a stranger' : `the ${role}`
    const email = `${role}@${isStranger ? WORDS.foreign : WORDS.own}.example`
    const id = await createPerson(db, { email, name: isStranger ? WORDS.foreign : WORDS.own })
    people[name] = id
    await db
      .insertInto('members')
      .values({ ...keyOf(project), person_id: id, role })
      .execute()
    add(name, await signedIn(db, id, IN_A_DAY), SCOPES[role], { isPerson: true, isStranger })
  }
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
  const tokenOf = async (project: string, scopes: readonly Scope[], expires: Date | null = null) =>
    bearer(await createToken(db, project, 'a token', scopes, expires))
  for (const scope of ALL) add(`a token to ${scope}`, await tokenOf(own, [scope]), [scope])
  add("a stranger's token", await tokenOf(foreign, ALL), ALL, { isStranger: true })

  for (const [name, project, expires] of [
    ['a link', own, IN_A_DAY],
    ["a stranger's link", foreign, IN_A_DAY],
    ['an expired link', own, YESTERDAY],
  ] as const) {
    const secret = newSecret(LINK_PREFIX)
    await linkIn(db, project, secret, 'a link', expires)
    const isValid = expires === IN_A_DAY
    const more = { isStranger: project === foreign, ...(isValid && { isLink: true as const }) }
    add(name, { authorization: `Link ${secret}` }, isValid ? ['read'] : [], more)
  }

  const owner = people['the owner'] ?? ''
  add('nobody', {}, [])
  const ended = await startSession(db, owner, undefined)
  await endSession(db, ended)
  add('an ended session', { cookie: `attune=${ended}`, 'sec-fetch-site': 'same-origin' }, [])
  // Starting a session sweeps those that have expired, and so this one comes after it.
  add('an expired session', await signedIn(db, owner, YESTERDAY), [])
  add('an expired token', await tokenOf(own, ALL, YESTERDAY), [])
  const revoked = await createToken(db, own, 'revoked', ALL, null)
  await db.deleteFrom('tokens').where('hash', '=', hashOf(revoked)).execute()
  add('a revoked token', bearer(revoked), [])
  add('a public key', bearer(`pk_${own}`), [])
  return { callers, owner }
}

/** A link to the project's journey, with its voices. @returns its id. */
async function linkIn(db: Db, project: string, secret: string, name: string, expires = IN_A_DAY): Promise<string> {
  const id = randomUUID()
  const shown = { name, journey: `${project}-journey`, voices: true, made_by: name, expires_at: expires }
  await db
    .insertInto('links')
    .values({ ...keyOf(project), id, hash: hashOf(secret), ...shown })
    .execute()
  return id
}

/** The headers of a browser where a person is signed in. */
async function signedIn(db: Db, person: string, expires: Date): Promise<Record<string, string>> {
  const secret = newSecret()
  await db
    .insertInto('sessions')
    .values({ hash: hashOf(secret), person_id: person, expires_at: expires })
    .execute()
  return { cookie: `attune=${secret}`, 'sec-fetch-site': 'same-origin' }
}

async function sessionIdOf(db: Db, person: string): Promise<string> {
  const row = { hash: hashOf(newSecret()), person_id: person, expires_at: IN_A_DAY }
  return (await db.insertInto('sessions').values(row).returning('id').executeTakeFirstOrThrow()).id
}

const keyOf = (project: string) => ({ lane: laneOf(project), project_id: project })

const ROLES: readonly Role[] = ['owner', 'editor', 'analyst', 'viewer']
const ALL: readonly Scope[] = ['read', 'annotate', 'configure', 'admin']
/** Said again, so that whoever widens a role says so here. */
const SCOPES: Record<Role, readonly Scope[]> = {
  owner: ALL,
  editor: ['read', 'annotate', 'configure'],
  analyst: ['read', 'annotate'],
  viewer: ['read'],
}
const IN_A_DAY = new Date(Date.now() + 86_400_000)
const YESTERDAY = new Date(Date.now() - 86_400_000)
/** Later than every answer. */
const CURSOR_AT = '2099-01-01T00:00:00.000000Z'
