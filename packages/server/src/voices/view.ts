import type { Privacy } from '@attune/protocol'
import { type RawBuilder, sql } from 'kysely'

import { isGated } from '../analyse/privacy-gate/sources.ts'

/** How answers are read: what their time is, which there are, and what is read of each, where they are `a` and their version `v`. */
export interface View {
  time: RawBuilder<unknown>
  isTold: RawBuilder<unknown>
  columns: RawBuilder<unknown>
}

/** Behind the privacy gate answers are those that were told of, by the day of that. */
export function viewOf(privacy: Privacy): View {
  return isGated(privacy) ? TOLD : OPEN
}

function viewBy(time: 'at' | 'told_on', isTold: RawBuilder<unknown>): View {
  const instant = time === 'at' ? sql`a.at` : sql`a.told_on::timestamp at time zone 'UTC'`
  return {
    time: sql.ref(time),
    isTold,
    columns: sql`a.id, ${instant} as at, to_char((${instant}) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as place, a.journey,
      a.step, a.prompt, a.version, a.variant, a.feel, a.comment, a.answers, a.visit, a.page, a.device, a.locale, a.release, a.traits,
      a.took_ms, a.origin, a.trust, a.set_aside, ${TAGS} as tags, v.content`,
  }
}

const TAGS = sql`array(
  select tag from answer_tags t where t.lane = a.lane and t.project_id = a.project_id and t.answer = a.id order by tag collate "C")`
const OPEN = viewBy('at', sql`true`)
const TOLD = viewBy('told_on', sql`told_on is not null`)
