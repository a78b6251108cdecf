import type { RouteDocs } from '../reference/docs.ts'
import { MANAGED } from '../reference/shapes-manage.ts'

export const JOURNEYS: RouteDocs = {
  tag: 'Projects',
  summary: 'The journeys of a project, in their order',
  notes: 'The `ETag` is of the order.',
  answer: MANAGED.JourneyList,
}

export const ORDER: RouteDocs = {
  tag: 'Projects',
  summary: 'Puts the journeys into another order',
  ifMatch: true,
  answer: MANAGED.JourneyList,
}

export const JOURNEY: RouteDocs = { tag: 'Projects', summary: 'A journey', answer: MANAGED.JourneyConfig }

export const SAVE: RouteDocs = {
  tag: 'Projects',
  summary: 'Makes a journey, or puts another in its place',
  notes: 'A new one is answered with 201.',
  ifMatch: true,
  body: MANAGED.JourneyConfig,
  answer: MANAGED.JourneyConfig,
}

export const REMOVE: RouteDocs = {
  tag: 'Projects',
  summary: 'Takes a journey out of the configuration',
  notes: 'Answers about it stay. Where a prompt stands at it or waits for what happens there, it is a `conflict`.',
  ifMatch: true,
}
