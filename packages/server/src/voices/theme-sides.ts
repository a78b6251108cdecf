import type { ThemeSideName } from '@attune/protocol'

import type { VisibleProject } from '../access/queries.ts'
import { dayBounds } from '../analyse/statistics/day-bounds.ts'
import type { Db } from '../database/open.ts'
import { type Comment, type CommentsAsked, findComments } from './theme-comments.ts'
import type { ThemesQuery } from './theme-query.ts'

/** A side of a contrast with its comments, newest first. */
export interface Side {
  side: ThemeSideName
  comments: Comment[]
}

/** The comments that a question about themes sets against each other; the side that is asked about comes first. */
export async function readSides(db: Db, project: VisibleProject, query: ThemesQuery): Promise<[Side, Side]> {
  const { journey, step, contrast, date, prompt, origin } = query
  const all: CommentsAsked = {
    lane: project.lane,
    project: project.id,
    privacy: project.privacy,
    limit: AT_MOST,
    journey,
    step,
    notStep: null,
    from: null,
    to: null,
    prompt,
    origin,
  }
  const half = { ...all, limit: AT_MOST / 2 }
  if (contrast === 'step') {
    return [
      { side: 'here', comments: await findComments(db, half) },
      { side: 'rest', comments: await findComments(db, { ...half, step: null, notStep: step }) },
    ]
  }
  if (contrast === 'date') {
    const { start } = dayBounds(date ?? '', project.zone)
    return [
      { side: 'after', comments: await findComments(db, { ...half, from: start }) },
      { side: 'before', comments: await findComments(db, { ...half, to: start }) },
    ]
  }
  // Read together, so that both faces are of the same time: the newest of the rarer one alone would reach back further.
  const comments = await findComments(db, all)
  return [
    { side: 'bad', comments: comments.filter(({ face }) => face === 'bad') },
    { side: 'good', comments: comments.filter(({ face }) => face === 'good') },
  ]
}

/** So many comments tell what there is to tell, and take a second at the worst. */
export const AT_MOST = 4_000
