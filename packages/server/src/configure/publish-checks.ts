import {
  type Budget,
  DEFAULT_BUDGET,
  type JourneyConfig,
  type Privacy,
  type PromptChange,
  type PromptDocument,
  type PublishCheck,
  type Theme,
  withinBudget,
} from '@attune/protocol'

import { faultsOfTheme } from './check-theme.ts'
import { faultsOfDraft } from './check.ts'
import { wholePromptOf } from './document.ts'
import { missingLocales } from './missing-locales.ts'
import { pairsOf, partsOf } from './pairs.ts'

/** What a draft is looked at in. */
export interface Surroundings {
  journeys: readonly JourneyConfig[]
  theme: Theme
  budget: Partial<Budget>
  /** The other prompts, live or not. */
  published: readonly PromptDocument[]
  privacy: Privacy
  /** How it differs from what is published. */
  changes: readonly PromptChange[]
  /** Whether a moment was ever counted at its step. */
  isCounted: boolean
  /** How often steps were entered of late, by locale. */
  locales: ReadonlyMap<string, number>
  now: Date
}

type Check<S> = (draft: PromptDocument, surroundings: S) => Iterable<PublishCheck>

/** What stands in the way of publishing a draft, first, and then what comes of it. */
export function checksOf(draft: PromptDocument, surroundings: Surroundings): PublishCheck[] {
  return stopsOf(draft, surroundings).concat(WARNINGS.flatMap((check) => Array.from(check(draft, surroundings))))
}

/** What stands in the way alone. */
export function stopsOf(draft: PromptDocument, surroundings: Configured): PublishCheck[] {
  return STOPS.flatMap((check) => Array.from(check(draft, surroundings)))
}

type Configured = Pick<Surroundings, 'journeys' | 'published' | 'theme'>

const STOPS: Check<Configured>[] = [
  function* contradictions(draft, { journeys, published }) {
    for (const text of faultsOfDraft(draft, journeys, published)) yield { level: 'stop', code: 'invalid', text }
  },
  function* colours(_draft, { theme }) {
    for (const text of faultsOfTheme('theme', theme)) yield { level: 'stop', code: 'contrast', text }
  },
]

const WARNINGS: Check<Surroundings>[] = [
  function* unnoticed({ step }, { journeys, isCounted }) {
    const [journey = '', at] = step.split('/')
    const found = journeys.find((one) => one.id === journey)
    if (isCounted || !found) return
    if (at === undefined) {
      yield warn(
        'no_match',
        `People are asked at a step, and this stands at "${step}" as a whole. Choose one of its steps.`,
      )
      return
    }
    const own = found.steps.find((one) => one.id === at)
    const { urls = [], appears, clicked } = own?.match ?? {}
    if (own && urls.length === 0 && appears === undefined && clicked === undefined)
      yield warn(
        'no_match',
        `Nothing was ever noticed at "${own.name}", and nothing says how to: give the step an address or an element, or call it from the page's code.`,
      )
  },
  function* languages(draft, { published, locales }) {
    for (const text of missingLocales(draft, published.filter(isLive), locales)) yield warn('missing_locale', text)
  },
  function* series(_draft, { changes }) {
    const [first, ...more] = changes.filter((change) => change.breaks)
    if (first)
      yield warn(
        'new_series',
        `Answers from now on are not added to the earlier ones, because they would mean something else: ${first.text}${more.length > 0 ? `; and ${more.length} more` : ''}. The earlier ones stay as they are.`,
      )
  },
  function* rivals(draft, { published }) {
    const { step, on } = wholePromptOf(draft)
    if (on === 'opened') return
    const others = published.filter(isLive)
    const pairs = pairsOf([draft, ...others])
    for (const other of others)
      if (
        other.step === step &&
        (other.on ?? 'completed') === on &&
        isOfEverybody(other) &&
        partsOf(other.id, pairs.get(other.id)) === 1
      )
        yield warn(
          'crowded_out',
          `"${other.id}" is asked of everybody at the same moment, and nobody is asked both at once. Give one of them a smaller share, or another moment.`,
        )
  },
  function* pairless({ pairWith = [] }, { published, privacy }) {
    if (pairWith.length === 0) return
    if (privacy !== 'open')
      yield warn(
        'no_pairs',
        `The project is ${privacy}, and no answer is held against another there: pairs show in no figure. Leave "pairWith" away.`,
      )
    for (const other of published)
      if (pairWith.includes(other.id) && !isLive(other))
        yield warn('no_pairs', `"${other.id}" is not live, so nobody is drawn for it. Resume it, or leave it out.`)
  },
  function* past({ schedule }, { now }) {
    if (schedule?.until !== undefined && Date.parse(schedule.until) <= now.getTime())
      yield warn(
        'ended_schedule',
        `Its time was over on ${schedule.until}: nobody is asked. Choose a later end, or none.`,
      )
  },
  function* budgets(draft, { budget, now }) {
    const { step, on, who } = wholePromptOf(draft)
    if (on === 'opened') return
    const sessions = who?.returning === false ? 1 : 2
    const person = { id: '', asked: [], session: sessions, sessions }
    if (withinBudget(person, step, now.getTime(), { ...DEFAULT_BUDGET, ...budget }) === 'first_session')
      yield warn(
        'over_budget',
        'It is for people who are here for the first time, and the budget lets nobody be asked in their first session: nobody is asked. Ask people who come back, or allow the first session in the budget.',
      )
  },
]

function isLive({ status }: PromptDocument): boolean {
  return (status ?? 'live') === 'live'
}

/** One whose share is set by its wanted answers leaves people to others. */
function isOfEverybody({ share = 1, who, after, answersPerWeek }: PromptDocument): boolean {
  return share === 1 && !who && !after && answersPerWeek === undefined
}

function warn(code: PublishCheck['code'], text: string): PublishCheck {
  return { level: 'warn', code, text }
}
