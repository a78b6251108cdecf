import type { JourneyMap } from '@attune/protocol'
import type { FastifyRequest } from 'fastify'

import { type AskedByLink, voiceByLink } from '../access/links-bearer.ts'
import { allowOnly, type RawQuery, refuse } from './parameters.ts'

/** The journey that a link must be for, where it is a parameter. */
export const inQuery = ({ query }: FastifyRequest): AskedByLink => ({ journey: (query as RawQuery)['journey'] })

/** The same where it is in the address. */
export const inPath = ({ params }: FastifyRequest): AskedByLink => ({
  journey: (params as { journey: string }).journey,
})

/**
 * Refuses what whoever has a link may not ask: to split figures by what people are, use or were asked.
 *
 * @param names The parameters that a report needs. @param by What it asks for by.
 * @throws AppError `bad_request` that names the parameter.
 */
export function refuseBeyondReport(query: RawQuery, names: readonly string[], by: string): void {
  allowOnly(query, [...names, 'by'])
  if (query['by'] !== by) throw refuse('by', 'is not for links', `It is ${by}.`)
}

/** Whoever has a link is shown words only where it says so. */
export function mapByLink(map: JourneyMap, hasVoices: boolean): JourneyMap {
  const steps = map.steps.map((step) => Object.assign(step, { voices: hasVoices ? step.voices.map(voiceByLink) : [] }))
  return { ...map, steps }
}
