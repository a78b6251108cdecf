import type { VisibleProject } from '../access/queries.ts'
import type { Db } from '../database/open.ts'
import { AppError } from '../errors.ts'
import { sumAnswers } from './answers-sum.ts'
import { isPeriod } from './feel-keys.ts'
import type { By, FeelQuery } from './feel-query.ts'
import { splitByTrust } from './feel-trust.ts'
import { findKeptSince, findDeclaredTraits } from './kept.ts'
import { shortened } from './parameters.ts'
import { refuseGated } from './privacy-gate/sources.ts'
import { type CountsRow, type Grouping, OF_PROMPT, sumCounts, sumInHalves, type VersionKey } from './queries.ts'
import { traitsIn } from './uncounted.ts'

/** What figures are made of. */
interface Source {
  /** Counts, what these say of whether somebody has signed for people, answers, or counts with the weights of answers. */
  from: 'counts' | 'verified' | 'answers' | 'weights'
  /** Whether nobody knows how many were there and were asked. */
  isOfAnswers: boolean
  /** Whether it is known who wrote something. */
  hasWords: boolean
}

/** Counts wherever they will do; answers have to be read one by one. */
export function sourceOf({ by, weights, uncounted }: FeelQuery): Source {
  const isOfPeople = by.some((key) => key === 'page' || key.startsWith('trait:'))
  const isOfTrust = by.includes('trust') || uncounted.trust.length > 0
  if (isOfPeople || uncounted.pages.length + uncounted.traits.size > 0 || (isOfTrust && weights !== null)) {
    return { from: 'answers', isOfAnswers: true, hasWords: true }
  }
  if (isOfTrust) return { from: 'verified', isOfAnswers: true, hasWords: false }
  return { from: weights === null ? 'counts' : 'weights', isOfAnswers: false, hasWords: true }
}

/**
 * Checks what is asked of the answers themselves.
 *
 * @returns the first day of which they say it; null: ever since, or nothing is asked of them.
 * @throws AppError `forbidden` behind the privacy gate; `bad_request` for a trait that nobody has declared, and for days whose answers
 *   are gone or say it no more.
 */
export async function checkUncounted(db: Db, project: VisibleProject, query: FeelQuery): Promise<string | null> {
  const { from } = sourceOf(query)
  if (from === 'counts') return null
  const traits = new Set([...traitsIn(query.by), ...query.uncounted.traits.keys()])
  const isOfPages = query.by.includes('page') || query.uncounted.pages.length > 0
  refuseGated(project.privacy, query.weights !== null ? 'Weights' : `Figures by ${nameOf(isOfPages, traits.size > 0)}`)
  if (from === 'verified') return null
  if (traits.size > 0) await checkTraits(db, project, traits)
  const since = await findKeptSince(db, project, isOfPages || traits.size > 0 ? 'words' : 'answers')
  const day = query.from ?? query.to
  if (since === null || day === null || day >= since) return since
  throw new AppError(
    'bad_request',
    `Of answers before ${since} this is not kept any more, as the project has decided, and ${day} was asked for. Ask from ${since} on, or only for what is counted.`,
  )
}

function nameOf(isOfPages: boolean, isOfTraits: boolean): string {
  return isOfPages ? 'page' : isOfTraits ? 'trait' : 'trust'
}

async function checkTraits(db: Db, { lane, id }: VisibleProject, traits: ReadonlySet<string>): Promise<void> {
  const known = await findDeclaredTraits(db, lane, id)
  const other = [...traits].find((trait) => !known.includes(trait))
  if (other === undefined) return
  const way =
    known.length > 0
      ? `The traits are ${known.join(', ')}.`
      : 'There is none so far: name it among the project’s "traits".'
  throw new AppError('bad_request', `This project has declared no trait "${shortened(other)}". ${way}`)
}

interface Days {
  from: string
  to: string
  /** Versions whose answers cannot be added to the others'. */
  without: VersionKey[]
}

/** What rows are made of. @throws AppError `bad_request` where too many answers would have to be read. */
export async function sumFeel(
  db: Db,
  { lane, id, privacy }: VisibleProject,
  query: FeelQuery,
  { from, to, without }: Days,
): Promise<CountsRow[]> {
  const { journey, where, prompt, uncounted, weights } = query
  const by = groupingsOf(query)
  const asked = { lane, project: id, privacy, journey, from, to, by, where, prompt, without, withUnprompted: true }
  const source = sourceOf(query).from
  if (source === 'counts') return await sumInHalves(db, { ...asked, withFunnel: true })
  if (source === 'verified') return splitByTrust(await sumCounts(db, { ...asked, withTrust: true }), uncounted.trust)
  const apart = query.by.filter(isUncounted)
  const answers = sumAnswers(db, { ...asked, uncounted, apart, byShare: weights !== null })
  if (source === 'answers') return await answers
  const [scores, counts] = await Promise.all([answers, sumInHalves(db, { ...asked, withFunnel: true })])
  return [...scores.filter(({ measure }) => measure === 'feel'), ...counts.filter(({ measure }) => measure !== 'feel')]
}

/**
 * Days tell their weeks and months too, and a week in two months has to be told by its days. Scales are those of versions, and what
 * was asked is looked at in every row.
 */
function groupingsOf({ by }: FeelQuery): Grouping[] {
  const periods = by.filter(isPeriod)
  const others = by.filter((key): key is Grouping => key !== 'scale' && !isPeriod(key) && !isUncounted(key))
  return [...new Set([...others, ...OF_PROMPT, ...(periods.length > 1 ? (['day'] as const) : periods)])]
}

function isUncounted(key: By): boolean {
  return key === 'page' || key === 'trust' || key.startsWith('trait:')
}
