import type { DriverOutcome, DriversAnswer } from '@attune/protocol'

import { ask, plain, projectPath } from './request.ts'

/** What drivers are asked for, as it stands in the address of their page. */
export interface DriversAsked {
  /** A prompt; `''`: how visits ended; null: whatever most people gave. */
  outcome: string | null
  /** Days; `''`: since ever, until today. */
  from: string
  to: string
  /** How many of the newest outcomes; `''`: as many as the service takes by itself. */
  newest: string
}

export function readAsked(search: URLSearchParams): DriversAsked {
  const of = (name: string): string => search.get(name) ?? ''
  return { outcome: search.get('outcome'), from: of('from'), to: of('to'), newest: of('newest') }
}

/** The address's search for what is asked: what `readAsked` reads back. */
export function searchOf({ outcome, from, to, newest }: DriversAsked): string {
  const search = new URLSearchParams()
  if (outcome !== null) search.set('outcome', outcome)
  for (const [name, value] of Object.entries({ from, to, newest })) if (value !== '') search.set(name, value)
  const said = search.toString()
  return said === '' ? '' : `?${said}`
}

/** @throws ApiError `forbidden` where people were promised not to be looked at one by one. */
export async function fetchDrivers(
  project: string,
  journey: string,
  { outcome, from, to, newest }: DriversAsked,
  signal?: AbortSignal,
): Promise<DriversAnswer> {
  const search = new URLSearchParams({ journey })
  const asked = { outcome: outcome ?? LIKELIEST, from, to, newest }
  for (const [name, value] of Object.entries(asked)) if (value !== '') search.set(name, value)
  const answer = await ask<DriversAnswer>('GET', `${projectPath(project)}/drivers?${search}`, { signal })
  return {
    ...answer,
    outcomes: answer.outcomes.map(plainOutcome),
    steps: answer.steps.map((step) => Object.assign(step, { name: plain(step.name) ?? step.step })),
    wholes: answer.wholes.map((whole) => Object.assign(whole, { question: plain(whole.question) ?? whole.prompt })),
  }
}

/** What somebody wrote is shown as text and as nothing else. */
function plainOutcome(outcome: DriverOutcome): DriverOutcome {
  return { ...outcome, question: plain(outcome.question) }
}

/** The outcome that most would choose, as the service calls it. */
const LIKELIEST = '*'
