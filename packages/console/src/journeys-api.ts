import type { JourneyConfig, JourneyList, PageList } from '@attune/protocol'

import { ask, askTagged, projectPath, type Tagged } from './request.ts'

/** Its tag is of their order. */
export const fetchJourneys = (project: string, signal?: AbortSignal): Promise<Tagged<JourneyList>> =>
  askTagged('GET', journeysPath(project), { signal })

export const fetchJourney = (project: string, journey: string, signal?: AbortSignal): Promise<Tagged<JourneyConfig>> =>
  askTagged('GET', journeyPath(project, journey), { signal })

/** @param seen The `ETag` of what is replaced; `new` for a journey that is not there yet. */
export const saveJourney = (project: string, journey: JourneyConfig, seen: string): Promise<Tagged<JourneyConfig>> =>
  askTagged('PUT', journeyPath(project, journey.id), { body: journey, seen })

export const removeJourney = (project: string, journey: string, seen: string): Promise<unknown> =>
  ask('DELETE', journeyPath(project, journey), { seen })

/** @param seen The `ETag` of the list. */
export const orderJourneys = (project: string, order: string[], seen: string): Promise<Tagged<JourneyList>> =>
  askTagged('PUT', journeysPath(project), { body: { order }, seen })

/** Where people were who answered lately. */
export const fetchPages = (project: string, signal?: AbortSignal): Promise<PageList> =>
  ask('GET', `${projectPath(project)}/pages`, { signal })

const journeysPath = (project: string): string => `${projectPath(project)}/journeys`
const journeyPath = (project: string, journey: string): string =>
  `${journeysPath(project)}/${encodeURIComponent(journey)}`
