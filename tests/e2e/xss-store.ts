import { randomUUID } from 'node:crypto'

import type { InvitationItem, LinkItem, ProjectSettings, WireEvent } from '@attune/protocol'

import { createPerson } from '../../packages/server/src/access/people.ts'
import { startSession } from '../../packages/server/src/access/sign-in.ts'
import { insertQuarantined } from '../../packages/server/src/collect/quarantine.ts'
import { laneOf } from '../../packages/server/src/database/lane.ts'
import type { Db } from '../../packages/server/src/database/open.ts'
import { runIn } from '../../packages/server/src/database/run.ts'
import { configurationOf, FIRST_STEP, JOURNEY, PROMPT, promptOf, short } from './xss-configuration.ts'

/** As many as a project may have journeys: one page then shows as many payloads. */
export const PER_PROJECT = 50

/** A project that has a payload in everything that is stored of it. */
export interface Stored {
  id: string
  /** The first is its name. */
  payloads: readonly string[]
  /** Of an invitation that nobody has taken, for who is not here yet. */
  invitation: string
  /** A link to the journey that has every answer, with the first payload for its name. */
  link: string
  /** Cookies: of a member who may only look, and of somebody whose only project has no journey. Their names are payloads. */
  viewer: string
  newcomer: string
}

/** Where payloads are put: through the front door, and what has none for a test to go through into the database. */
export interface Store {
  /** Of an owner of everything, as a browser sends it. */
  cookie: string
  origin: string
  db: Db
}

/** Puts these payloads into everything that is stored of a project. At most `PER_PROJECT`. */
export async function storeEverywhere(store: Store, id: string, payloads: readonly string[]): Promise<Stored> {
  const name = payloads[0] ?? ''
  const at = `/api/projects/${id}`
  const made = await change<ProjectSettings>(store, 'POST', '/api/projects', { id, name })
  const document = configurationOf(name, payloads)
  await change(store, 'PUT', `${at}/configuration`, document)
  const draft = (turn: number) =>
    change(store, 'PUT', `${at}/prompts/${PROMPT}/draft`, promptOf(name, 0, payloads, turn), { 'if-match': '*' })
  await draft(1)
  await change(store, 'POST', `${at}/prompts/${PROMPT}/publish`, undefined, { 'if-match': '*' })
  await draft(2)
  const [key] = made.keys
  if (!key) throw new Error('A project is made with a key.')
  await Promise.all(payloads.map((payload, i) => report(store, key.key, payload, i)))
  const links = await invitePeople(store, id, payloads)
  await addMembers(store, id, payloads)
  await nameThemes(store, id, payloads)
  await signEverything(store, id, payloads)
  const asked = { name, journey: JOURNEY, voices: true }
  const { link = '' } = await change<LinkItem>(store, 'POST', `${at}/links`, asked)
  return { id, payloads, invitation: links[0] ?? '', link, ...(await addLookers(store, id, payloads)) }
}

/** Projects of which nothing is known but their names. @param owner An id of a person. */
export async function storeNames(db: Db, owner: string, names: readonly string[]): Promise<void> {
  const ids = names.map((_, i) => `named-${i}`)
  const row = { zone: 'UTC', privacy: 'open' as const, budget: '{}' }
  const projects = ids.map((id, i) => Object.assign({ lane: laneOf(id), id, name: names[i] ?? '' }, row))
  await db.insertInto('projects').values(projects).execute()
  const role = 'owner' as const
  const members = ids.map((id) => ({ lane: laneOf(id), project_id: id, person_id: owner, role }))
  await db.insertInto('members').values(members).execute()
}

/** An address that a mail server would never take, and we do: it is what somebody has typed. */
function emailOf(payload: string, at: string): string {
  return `${payload.replaceAll(/[\s@]/gu, '')}@${at}.example`
}

/** @returns the links. */
async function invitePeople(store: Store, id: string, payloads: readonly string[]): Promise<string[]> {
  const invite = async (payload: string, i: number): Promise<string> => {
    const invitation = { email: emailOf(payload, `${i}.${id}-invited`), role: 'viewer' }
    const { link = '' } = await change<InvitationItem>(store, 'POST', `/api/projects/${id}/invitations`, invitation)
    return link
  }
  return await Promise.all(payloads.map(invite))
}

/** Owners, each of whom makes a token and a link: their names and its name are a payload, and so stand in the history. */
async function addMembers(store: Store, id: string, payloads: readonly string[]): Promise<void> {
  const add = async (payload: string, i: number): Promise<void> => {
    const cookie = await addMember(store.db, id, payload, 'owner', `${i}.${id}`)
    const own = { ...store, cookie: `attune=${cookie}` }
    await change(own, 'POST', `/api/projects/${id}/tokens`, { name: payload, scopes: ['read'] })
    await change(own, 'POST', `/api/projects/${id}/links`, { name: payload, journey: JOURNEY, voices: true })
  }
  await Promise.all(payloads.map(add))
}

async function addLookers(
  store: Store,
  id: string,
  payloads: readonly string[],
): Promise<{ viewer: string; newcomer: string }> {
  const [name = ''] = payloads
  const viewer = await addMember(store.db, id, name, 'viewer', `${id}-viewer`)
  // The service knows few browsers by name, and keeps no other: what stands here came past it.
  const person = await createPerson(store.db, { email: emailOf(name, `${id}-viewer`), name })
  await Promise.all(payloads.map((payload) => startSession(store.db, person, undefined, payload)))
  await change(store, 'POST', '/api/projects', { id: `${id}-empty`, name })
  return { viewer, newcomer: await addMember(store.db, `${id}-empty`, name, 'viewer', `${id}-newcomer`) }
}

/** Joining hashes a password, which takes long on purpose: five hundred people are let in without. @returns a cookie's value. */
async function addMember(
  db: Db,
  project: string,
  payload: string,
  role: 'owner' | 'viewer',
  at: string,
): Promise<string> {
  const person_id = await createPerson(db, { email: emailOf(payload, at), name: payload })
  await db
    .insertInto('members')
    .values({ lane: laneOf(project), project_id: project, person_id, role })
    .execute()
  return await startSession(db, person_id, undefined)
}

/** One rule for each payload, by its name. */
async function nameThemes(store: Store, id: string, payloads: readonly string[]): Promise<void> {
  const rules = payloads.map((payload, i) => ({ id: `r${i}`, name: short(payload), terms: [`word${i}`] }))
  await change(store, 'PUT', `/api/projects/${id}/theme-rules`, { rules }, { 'if-match': '*' })
}

/** Tags are made to fit where they come in, so that these come past it: one for each payload, on as many answers. */
async function tagAnswers(db: Db, id: string, payloads: readonly string[]): Promise<void> {
  const of = { lane: laneOf(id), project_id: id, tagged_at: new Date() }
  const answers = await db.selectFrom('answers').select('id').where('project_id', '=', id).orderBy('id').execute()
  const rows = answers
    .slice(0, payloads.length)
    .map(({ id: answer }, i) => Object.assign({ answer, tag: payloads[i] ?? '' }, of))
  await db.insertInto('answer_tags').values(rows).execute()
}

/** Whose name stands where one name stands for hundreds of acts; and what only a broken database would put in quarantine. */
async function signEverything({ db }: Store, id: string, payloads: readonly string[]): Promise<void> {
  const lane = laneOf(id)
  const sign = async (payload: string, i: number): Promise<void> => {
    const versions = db.updateTable('prompt_versions').set({ published_by: payload })
    await versions.where('project_id', '=', id).where('prompt', '=', `p${i}`).execute()
    const email = emailOf(payload, `${i}.${id}-invited`).toLowerCase()
    const invitations = db.updateTable('invitations').set({ invited_by: payload })
    await invitations.where('project_id', '=', id).where('email', '=', email).execute()
  }
  await Promise.all(payloads.map(sign))
  const drafts = payloads.slice(1).map((payload, i) => ({
    lane,
    project_id: id,
    prompt: `p${i + 1}`,
    content: JSON.stringify(promptOf(payload, i + 1, payloads)),
    updated_by: payload,
  }))
  if (drafts.length > 0) await db.insertInto('prompt_drafts').values(drafts).execute()
  const quarantined = payloads.map((payload, i) => ({
    lane,
    project_id: id,
    id: randomUUID(),
    batch: randomUUID(),
    received_at: new Date(),
    reason: payload,
    said: { event: eventsOf(payload, i)[0]!, visitor: short(payload), context: {} },
  }))
  await insertQuarantined(runIn(db), quarantined)
  await tagAnswers(db, id, payloads)
}

/** What a page tells of one visitor: that they were asked, gave two answers, and where they failed. */
async function report({ origin }: Store, key: string, payload: string, step: number): Promise<void> {
  const events = eventsOf(payload, step)
  const batch = {
    batch: randomUUID(),
    sent_at: new Date().toISOString(),
    visitor: short(payload),
    sdk: payload.slice(0, 32),
    context: {
      page: `/${payload}`,
      locale: payload.slice(0, 35),
      release: short(payload),
      traits: { plan: short(payload) },
    },
    events,
    dropped: { [`x${short(payload)}`]: 1 },
  }
  const answer = await fetch(`${origin}/v1/events?key=${key}`, { method: 'POST', body: JSON.stringify(batch) })
  const receipt = (await answer.json()) as { accepted?: number }
  if (receipt.accepted !== events.length)
    throw new Error(`Of ${events.length}: ${JSON.stringify(receipt).slice(0, 500)}`)
}

function eventsOf(payload: string, i: number): WireEvent[] {
  const at = new Date().toISOString()
  const asked = (step: number) => ({ prompt: `p${step}`, version: 1, step: `${JOURNEY}/s${step}`, at })
  const answer = (step: number) => ({
    ...asked(step),
    type: 'answered' as const,
    id: randomUUID(),
    visit: randomUUID(),
    feel: 2,
    comment: payload,
    answers: { pick: ['a'], more: [payload] },
  })
  return [
    answer(i),
    answer(0),
    { ...asked(i), type: 'shown', variant: payload.slice(0, 32), share: 1 },
    { type: 'entered', step: `${JOURNEY}/${FIRST_STEP}`, at },
    { type: 'failed', step: `${JOURNEY}/${FIRST_STEP}`, at, reason: short(payload) },
  ]
}

/** As the console's own page does it. */
export async function change<T>(
  { cookie, origin }: Pick<Store, 'cookie' | 'origin'>,
  method: 'POST' | 'PUT' | 'PATCH',
  path: string,
  data?: object,
  seen: Record<string, string> = {},
): Promise<T> {
  const headers = { cookie, origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json', ...seen }
  const answer = await fetch(origin + path, { method, headers, ...(data && { body: JSON.stringify(data) }) })
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as T
}
