import { randomUUID } from 'node:crypto'

import type { AnsweredEvent, ConfigurationDocument, ProjectSettings, Wording } from '@attune/protocol'
import type { BrowserContext } from 'playwright-core'

/** As many as a project may have journeys: one page then shows as many payloads. */
export const PER_PROJECT = 50
/** Of the first journey, where every answer is, too. */
export const FIRST_STEP = 's0'

/** Puts these payloads into everything that is stored of a project and shown to its team. At most `PER_PROJECT`. */
export async function storeEverywhere(
  team: BrowserContext,
  origin: string,
  id: string,
  payloads: readonly string[],
): Promise<void> {
  const name = payloads[0] ?? ''
  const made = await change<ProjectSettings>(team, 'POST', `${origin}/api/projects`, { id, name })
  await change(team, 'PUT', `${origin}/api/projects/${id}/configuration`, documentOf(name, payloads))
  const [key] = made.keys
  if (!key) throw new Error('A project is made with a key.')
  const events = payloads.flatMap((payload, i) => [answerOf(payload, i), answerOf(payload, 0)])
  for (let at = 0; at < events.length; at += 25) await report(origin, key.key, events.slice(at, at + 25))
}

/** A project of which nothing is known but its name. */
export async function storeName(team: BrowserContext, origin: string, id: string, name: string): Promise<void> {
  await change(team, 'POST', `${origin}/api/projects`, { id, name })
}

function documentOf(name: string, payloads: readonly string[]): ConfigurationDocument {
  const steps = payloads.map((payload, i) => ({ id: `s${i}`, name: payload, match: { urls: [`/${payload}`] } }))
  const journeys = payloads.map((payload, i) => ({
    id: `j${i}`,
    name: payload,
    steps: i === 0 ? steps : [{ id: 's0', name: payload }],
  }))
  const prompts = payloads.map((payload, i) => ({
    id: `p${i}`,
    step: `j0/s${i}`,
    why: false,
    wording: { default: wordingOf(payload) },
    followUps: [
      { id: 'pick', kind: 'one' as const, options: ['a', 'b'] },
      { id: 'more', kind: 'text' as const },
    ],
    who: { releases: [payload.slice(0, 64)], traits: { plan: [payload.slice(0, 64)] } },
  }))
  return { project: { name, budget: { sameStepDays: 0 } }, journeys, prompts }
}

function wordingOf(payload: string): Wording {
  const pick = { question: payload, options: { a: payload, b: payload } }
  return {
    question: payload,
    low: payload,
    high: payload,
    thanks: payload,
    followUps: { pick, more: { question: payload } },
  }
}

function answerOf(payload: string, step: number): AnsweredEvent {
  const context = {
    page: `/${payload}`,
    locale: payload.slice(0, 35),
    release: payload.slice(0, 64),
    traits: { plan: payload.slice(0, 64) },
  }
  return {
    type: 'answered',
    id: randomUUID(),
    visit: randomUUID(),
    prompt: `p${step}`,
    version: 1,
    step: `j0/s${step}`,
    at: new Date().toISOString(),
    feel: 2,
    comment: payload,
    answers: { pick: ['a'], more: [payload] },
    context,
  }
}

async function report(origin: string, key: string, events: AnsweredEvent[]): Promise<void> {
  const batch = {
    batch: randomUUID(),
    sent_at: new Date().toISOString(),
    visitor: 'x',
    sdk: '1.0.0',
    context: {},
    events,
  }
  const answer = await fetch(`${origin}/v1/events?key=${key}`, { method: 'POST', body: JSON.stringify(batch) })
  const receipt = (await answer.json()) as { accepted?: number }
  if (receipt.accepted !== events.length)
    throw new Error(`Of ${events.length}: ${JSON.stringify(receipt).slice(0, 500)}`)
}

/** As the console's own page does it. */
async function change<T>(team: BrowserContext, method: 'POST' | 'PUT', url: string, data: object): Promise<T> {
  const answer = await team.request.fetch(url, { method, data, headers: { 'sec-fetch-site': 'same-origin' } })
  if (!answer.ok()) throw new Error(`${method} ${url} answered ${answer.status()}: ${await answer.text()}`)
  return (await answer.json()) as T
}
