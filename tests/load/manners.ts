import { type Asked, decide, type Person, type PromptConfig } from '@attune/protocol'

/** What became of a crowd of visitors. */
export interface Crowd {
  /** Everything that each person was asked, oldest first. */
  people: Asked[][]
  prompts: {
    id: string
    /** As it was set. */
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
 * each of its steps. Nothing here knows the budget: it only does as it is told.
 *
 * @param seed The same seed gives the same crowd.
 */
export function simulateCrowd(visitors: number, days: number, promptCount: number, seed: number): Crowd {
  const chance = randomFrom(seed)
  const prompts = Array.from({ length: promptCount }, (_, i) => promptAt(i, (i + 1) / promptCount))
  const tallies = prompts.map(({ id, share }) => ({ id, share, came: 0, sampled: 0, asked: 0 }))
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
        const decision = decide(prompt, { type: 'completed', step: prompt.step }, person, now)
        const isIn = decision !== 'sampled_out'
        if (inSample.get(index) === !isIn) crowd.wavering++
        inSample.set(index, isIn)
        if (decision !== 'ok') continue
        tallies[index]!.asked++
        const { id, step } = prompt
        person.asked.push({ at: now, prompt: id, step, session: person.session, outcome: outcomeOf(chance()) })
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
 */
export function breachesOf(asked: readonly Asked[]): string[] {
  const found: string[] = []
  for (const [i, now] of asked.entries()) {
    const before = asked.slice(0, i)
    const [last, lastButOne] = [before.at(-1), before.at(-2)]
    const age = (a: Asked) => (now.at - a.at) / DAY_MS
    const breach = (isBreach: boolean, rule: string) =>
      isBreach && found.push(`${rule}: ${now.prompt} on day ${now.at / DAY_MS}`)
    breach(now.session === 1, 'asked in the first session')
    breach(
      before.some((a) => a.session === now.session),
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
    breach(before.filter((a) => age(a) < 30).length >= 3, 'a fourth in 30 days')
    breach(
      before.filter((a) => a.outcome === 'answered' && age(a) < 365).length >= 12,
      'after twelve answers in a year',
    )
  }
  return found
}

function promptAt(index: number, share: number): PromptConfig {
  const name = `step-${index}`
  const wording = { default: { question: 'How did this feel?' } }
  return { id: name, version: 1, step: `site/${name}`, on: 'completed', share, scale: 'faces', why: true, wording }
}

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
