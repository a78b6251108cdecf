import { isMadeId } from '../access/parameters.ts'
import { allowOnly, idIn, integerIn, oneOf, type RawQuery, refuse, shortened, single } from '../analyse/parameters.ts'
import { readAnswerFilters } from './answer-filters.ts'
import { type Place, readCursor } from './cursor.ts'
import type { VoiceFilters } from './queries.ts'
import { tagOf } from './tag-words.ts'

/** What `GET …/voices` is asked. */
export interface VoicesQuery extends VoiceFilters {
  before: Place | null
  limit: number
  /** What is searched for; null: nothing. */
  q: string | null
}

/** @throws AppError `bad_request` that names the parameter and what it takes. */
export function readVoicesQuery(query: RawQuery): VoicesQuery {
  allowOnly(query, PARAMETERS)
  const cursor = single(query, 'cursor')
  const before = cursor === null ? null : readCursor(cursor)
  if (cursor !== null && !before) throw refuse('cursor', 'is not one of ours', 'Give back "next" as it came.')
  const version = integerIn(query, 'version', 1, 999_999, 0)
  return {
    ...readAnswerFilters(query),
    version: version === 0 ? null : version,
    ids: answersIn(query),
    tag: tagIn(query),
    variant: idIn(query, 'variant'),
    device: oneOf(query, 'device', ['desktop', 'mobile', 'tablet']),
    locale: textIn(query, 'locale'),
    release: textIn(query, 'release'),
    before,
    limit: integerIn(query, 'limit', 1, MAX_PAGE, 50),
    q: searchIn(query),
  }
}

/** The ids of answers. @returns null where none are asked for: all. */
function answersIn(query: RawQuery): string[] | null {
  const ids = single(query, 'ids')?.split(',') ?? null
  if (ids?.some((id) => !isMadeId(id))) throw refuse('ids', 'has what is no id of an answer', 'Give "id" as it came.')
  if (ids && ids.length > MAX_PAGE) throw refuse('ids', `has more than ${MAX_PAGE}`, 'Ask for the others after them.')
  return ids
}

/** What is searched for, without space around it. */
function searchIn(query: RawQuery): string | null {
  const q = single(query, 'q')?.replaceAll(UNPRINTED, ' ').trim() ?? ''
  if (q.length > MAX_SEARCH)
    throw refuse('q', `has ${q.length} characters`, `Search for a few words, in at most ${MAX_SEARCH} characters.`)
  return q === '' ? null : q
}

function tagIn(query: RawQuery): string | null {
  const text = single(query, 'tag')
  if (text === null) return null
  const tag = tagOf(text)
  if (tag === null) throw refuse('tag', `is "${shortened(text)}"`, 'It is a tag as "tags" has it.')
  return tag
}

function textIn(query: RawQuery, name: string): string | null {
  const text = single(query, name)
  if (text !== null && (text.length > 100 || text.search(UNPRINTED) >= 0))
    throw refuse(name, 'is none', 'Give it as a voice has it.')
  return text
}

const PARAMETERS =
  'q,journey,step,feel,words,prompt,version,variant,origin,tag,from,to,device,locale,release,ids,limit,cursor'.split(
    ',',
  )
const MAX_PAGE = 200
/** Nobody types more, and PostgreSQL takes no longer word. */
const MAX_SEARCH = 500
const UNPRINTED = /\p{Cc}+/gu
