import {
  type Asked,
  askedShare,
  decide,
  firstOfPair,
  type Pair,
  type Person,
  type PromptConfig,
} from '@attune/protocol'

/** What became of a crowd of visitors. */
export interface Crowd {
  /** Everything that each person was asked, oldest first. */
  people: Asked[][]
  prompts: {
    id: string
    /** As it was set; of one that is drawn among others, its part of that. */
    share: number
    /** People who came to its moment, and those of them whom the sample holds. */
    came: number
    sampled: number
    asked: number
  }[]
  /** People whom a sample once held and once did not. */
  wavering: number
}

/**
 * Lets visitors come and go for some days, and asks them what `decide` allows.
 *
 * Most come a few times and some almost daily, with one to three tabs that share what is remembered, on a site with a prompt at
 * each of its steps, of which the last makes pairs with the three before it. Nothing here knows the budget: it only does as it is
 * told.
 *
 * @param seed The same seed gives the same crowd.
 */
export function simulateCrowd(visitors: number, days: number, promptCount: number, seed: number): Crowd {
  const chance = randomFrom(seed)
  const pair = pairIn(promptCount)
  const prompts = Array.from({ length: promptCount }, (_, i) => promptAt(i, (i + 1) / promptCount, pair))
  const tallies = prompts.map((prompt) => ({ id: prompt.id, share: askedShare(prompt), came: 0, sampled: 0, asked: 0 }))
  const crowd: Crowd = { people: [], prompts: tallies, wavering: 0 }

  for (let v = 0; v < visitors; v++) {
    const person: Person = { id: `visitor-${seed}-${v}`, asked: [], session: 0, sessions: 0 }
    const inSample = new Map<number, boolean>()
    for (const start of sessionsOf(chance, days)) {
      person.session = person.sessions += 1
      const tabs = 1 + Math.floor(chance() * 3)
      for (let moment = 0; moment < 6; moment++) {
        // Tabs take turns: what one has asked, the others read before they ask.
        const now = start + moment * MINUTE_MS + (moment % tabs) * 1_000
        const index = Math.floor(chance() * promptCount)
        const prompt = prompts[index]!
        // Each tab is on a way of its own.
        const visit = `${person.session} ${moment % tabs}`
        const at = { type: 'completed', step: prompt.step, visit } as const
        const decision = decide(prompt, at, person, now)
        const isIn = decide(prompt, at, { ...person, asked: [] }, now) !== 'sampled_out'
        if (inSample.get(index) === !isIn) crowd.wavering++
        inSample.set(index, isIn)
        if (decision !== 'ok') continue
        tallies[index]!.asked++
        const { id, step } = prompt
        const { session } = person
        const isSecond = firstOfPair(prompt, at, person) && { isSecond: true as const }
        person.asked.push({ at: now, prompt: id, step, session, visit, outcome: outcomeOf(chance()), ...isSecond })
      }
    }
    for (const [index, isIn] of inSample) {
      tallies[index]!.came++
      if (isIn) tallies[index]!.sampled++
    }
    crowd.people.push(person.asked)
  }
  return crowd
}

/**
 * Where somebody was asked more than the default budget allows: one line per breach.
 *
 * Written from the table in docs/method.md and not from the code that decides, so that the two can disagree.
 *
 * @param pair Of it, both count as one: the second is as though the first had not been, and is not numbered.
 */
export function breachesOf(asked: readonly Asked[], pair?: Pair): string[] {
  const found: string[] = []
  const seconds = new Set(asked.filter((now, i) => isSecondTo(now, asked[i - 1], pair)))
  for (const [i, now] of asked.entries()) {
    const before = asked.slice(0, seconds.has(now) ? i - 1 : i)
    const numbered = before.filter((a) => !seconds.has(a))
    const [last, lastButOne] = [before.at(-1), before.at(-2)]
    const age = (a: Asked) => (now.at - a.at) / DAY_MS
    const breach = (isBreach: boolean, rule: string) =>
      isBreach && found.push(`${rule}: ${now.prompt} on day ${now.at / DAY_MS}`)
    breach(now.session === 1, 'asked in the first session')
    breach(
      numbered.some((a) => a.session === now.session),
      'twice in a session',
    )
    breach(
      before.some((a) => a.prompt === now.prompt),
      'the same prompt twice',
    )
    breach(
      before.some((a) => age(a) < 7),
      'within 7 days',
    )
    breach(
      before.some((a) => a.outcome === 'answered' && age(a) < 14),
      'within 14 days of an answer',
    )
    breach(
      before.some((a) => a.step === now.step && age(a) < 30),
      'within 30 days at the same step',
    )
    breach(
      before.some((a) => a.outcome === 'dismissed' && age(a) < 30),
      'within 30 days of a dismissal',
    )
    breach(
      last?.outcome === 'dismissed' && lastButOne?.outcome === 'dismissed' && age(last) < 90,
      'within 90 days of two dismissals running',
    )
    breach(numbered.filter((a) => age(a) < 30).length >= 3, 'a fourth in 30 days')
    breach(
      numbered.filter((a) => a.outcome === 'answered' && age(a) < 365).length >= 12,
      'after twelve answers in a year',
    )
  }
  return found
}

/** Whether it follows on an answer of the same pair, in the same tab. */
export function isSecondTo({ prompt, visit }: Asked, last: Asked | undefined, pair: Pair | undefined): boolean {
  const isFirst = last?.outcome === 'answered' && last.visit === visit && pair?.steps.includes(last.prompt) === true
  return isFirst && prompt === pair.outcome
}

/** The last of so many prompts asks for the outcome of three steps. */
export function pairIn(promptCount: number): Pair {
  return { outcome: nameOf(promptCount - 1), steps: [4, 3, 2].map((back) => nameOf(promptCount - back)) }
}

function promptAt(index: number, share: number, pair: Pair): PromptConfig {
  const id = nameOf(index)
  const wording = { default: { question: 'How did this feel?' } }
  const plain = {
    id,
    version: 1,
    step: `site/${id}`,
    on: 'completed',
    share,
    scale: 'faces',
    why: true,
    wording,
  } as const
  return [pair.outcome, ...pair.steps].includes(id) ? { ...plain, pair } : plain
}

const nameOf = (index: number) => `step-${index}`

/** When somebody comes: a few times, or every day or two. */
function* sessionsOf(chance: () => number, days: number): Generator<number> {
  const everyDays = 0.7 + 30 * chance() ** 2
  for (let day = chance() * everyDays; day < days; day += everyDays * (0.25 + 1.5 * chance())) yield day * DAY_MS
}

function outcomeOf(number: number): Asked['outcome'] {
  if (number < 0.3) return 'answered'
  return number < 0.55 ? 'dismissed' : 'ignored'
}

/** Numbers from 0 to 1 that look drawn by chance. Source: mulberry32 (T. Ettinger, public domain). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
