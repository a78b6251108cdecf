import { type Scale, SCALES } from '@attune/protocol'

import { allowOnly, dayIn, idIn, listOf, oneOf, type RawQuery, refuse, shortened, single } from './parameters.ts'
import { type Grouping, type Split, SPLITS } from './queries.ts'
import { readTrait, readUncounted, type Uncounted } from './uncounted.ts'
import { readWhere } from './where.ts'

/** What rows can be made by: the splits of the counts, what is made of days, scales, which are made of versions, and what is not counted. */
export type By = Grouping | 'scale' | 'page' | 'trust' | `trait:${string}`
const PLAIN = [...SPLITS, 'week', 'month', 'scale', 'page', 'trust'] as const

export type Where = Exclude<Split, 'day'>

/** What `GET …/feel` is asked. */
export interface FeelQuery {
  journey: string | null
  from: string | null
  to: string | null
  by: By[]
  where: Map<Where, string[]>
  /** Empty: all. */
  scales: Scale[]
  /** What of the answers themselves is wanted. */
  uncounted: Uncounted
  prompt: string | null
  /** Whose days they are, as whoever asks believes. */
  zone: string | null
  /** Null: each answer weighs the same. */
  weights: 'share' | null
}

/**
 * Reads the parameters of `GET …/feel`.
 *
 * `where` may come several times, as `device:mobile`: values of one key widen the question, several keys narrow it.
 *
 * @throws AppError `bad_request` that names the parameter and what it takes.
 */
export function readFeelQuery(query: RawQuery): FeelQuery {
  allowOnly(query, ['journey', 'from', 'to', 'by', 'where', 'prompt', 'zone', 'weights'])
  const from = dayIn(query, 'from')
  const to = dayIn(query, 'to')
  if (from !== null && to !== null && from > to) throw refuse('from', `is after "to" (${to})`, 'Both are inclusive.')
  const asked: FeelQuery = {
    journey: idIn(query, 'journey'),
    from,
    to,
    by: readBy(query),
    ...readNarrowed(query['where']),
    prompt: idIn(query, 'prompt'),
    zone: single(query, 'zone'),
    weights: oneOf(query, 'weights', ['share']),
  }
  if (asked.where.has('version') && asked.prompt === null && !asked.where.has('prompt')) {
    throw refuse('where', 'has a version of no prompt', 'Every prompt has a version 1: name one, with prompt=….')
  }
  refuseMixture(asked)
  return asked
}

/** A version or a variant is one of a prompt, and comes with its name. */
function readBy(query: RawQuery): By[] {
  const given = single(query, 'by')?.split(',') ?? []
  const traits = given.filter((key) => key.startsWith('trait')).map(readTrait)
  const plain = given.filter((key) => !key.startsWith('trait'))
  const by: By[] = [...listOf({ by: plain.join(',') }, 'by', PLAIN), ...new Set(traits)]
  const isOfPrompt = by.includes('version') || by.includes('variant')
  if (isOfPrompt && !by.includes('prompt'))
    by.splice(by.indexOf(by.includes('version') ? 'version' : 'variant'), 0, 'prompt')
  return by.length > 0 ? by : ['step']
}

function readNarrowed(given: RawQuery[string]): Pick<FeelQuery, 'where' | 'scales' | 'uncounted'> {
  const { uncounted, others } = readUncounted(given)
  const { scale = [], ...where } = Object.fromEntries(
    readWhere(others, KEYS, 'where', ['page', 'trait', 'trust']),
  ) as Partial<Record<Where | 'scale', string[]>>
  const odd = where.version?.find((version) => !/^\d{1,9}$/.test(version))
  if (odd !== undefined) throw refuse('where', `has the version "${shortened(odd)}"`, 'A version is a whole number.')
  return { where: new Map(Object.entries(where) as [Where, string[]][]), scales: scale.map(aScale), uncounted }
}

/** Who spoke up by themselves is no sample of anybody: one figure of them and of people who were asked would be of nobody. */
function refuseMixture({ by, where }: FeelQuery): void {
  const origins = new Set(where.get('origin'))
  if (!origins.has('unprompted') || origins.size === 1 || by.includes('origin')) return
  throw refuse(
    'where',
    'adds people who spoke up by themselves to people who were asked',
    'Add origin to "by", or ask for origin:unprompted alone.',
  )
}

function aScale(value: string): Scale {
  const names = Object.keys(SCALES) as Scale[]
  const scale = names.find((name) => name === value)
  if (!scale) throw refuse('where', `has the scale "${shortened(value)}"`, `The scales are ${names.join(', ')}.`)
  return scale
}

const KEYS = [...SPLITS.filter((split) => split !== 'day'), 'scale'] as const
