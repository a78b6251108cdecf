import type { Privacy, Voice } from '@attune/protocol'
import { sql } from 'kysely'

import { isGated } from '../analyse/privacy-gate/sources.ts'
import type { Db } from '../database/open.ts'
import type { PlacedVoice } from './queries.ts'
import { FOUND, languageOf, marksIn, plainText, type Reading, SIMPLE, wanted } from './search-words.ts'

/** The same voices, with where each holds the words that were searched for. */
export async function markVoices(
  db: Db,
  found: readonly PlacedVoice[],
  readings: readonly Reading[],
  privacy: Privacy,
): Promise<PlacedVoice[]> {
  const languages = found.map(({ voice }) => (isGated(privacy) ? SIMPLE : languageOf(voice.locale ?? '')))
  const words = new Map(readings.map(({ language, query }) => [language, wanted(query)]))
  const texts = found.map(({ voice }) => plainText(voice.comment ?? ''))
  // PostgreSQL finds them, because nobody else stems as it does; the texts travel there and back.
  const { rows } = await sql<{ marked: string }>`
    select ts_headline(language::regconfig, text, query::tsquery, ${OPTIONS}) as marked
    from unnest(${languages}::text[], ${texts}::text[], ${languages.map((one) => words.get(one) ?? '')}::text[])
      with ordinality as given (language, text, query, place) order by place`.execute(db)
  return found.map(({ voice, place }, i) => ({ voice: { ...voice, marks: marksOf(voice, rows[i]?.marked) }, place }))
}

function marksOf({ comment }: Voice, marked: string | undefined): Voice['marks'] {
  return comment === null || marked === undefined ? [] : marksIn(marked, comment)
}

const OPTIONS = `HighlightAll=true, StartSel=${FOUND}, StopSel=${FOUND}`
