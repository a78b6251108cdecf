import { existsSync, readFileSync } from 'node:fs'

import { describe, expect, test } from 'vitest'

import { type Asked, DEFAULT_BUDGET, type Person, withinBudget } from './budget.ts'

const DAY_MS = 86_400_000
const VECTORS = new URL('../../../../shared/method/vectors.json', import.meta.url)

interface Vector {
  id: string
  fn: string
  input: {
    now: number
    step: string
    history: {
      events: { t: number; step: string; outcome: Asked['outcome']; session: number }[]
      session: number
      sessions_seen: number
      opted_out?: boolean
      busy?: boolean
    }
  }
  expected: string
}

describe.skipIf(!existsSync(VECTORS))('the published cases (skipped where ../shared/method is absent)', () => {
  const { vectors } = existsSync(VECTORS)
    ? (JSON.parse(readFileSync(VECTORS, 'utf8')) as { vectors: Vector[] })
    : { vectors: [] }

  test.each(vectors.filter((vector) => vector.fn === 'can_prompt'))('$id', ({ input, expected }) => {
    const { history } = input
    const person: Person = {
      id: 'p',
      asked: history.events.map(({ t, step, outcome, session }) => ({
        at: t * DAY_MS,
        prompt: 'any',
        step,
        outcome,
        session,
      })),
      session: history.session,
      sessions: history.sessions_seen,
      optedOut: history.opted_out ?? false,
      busy: history.busy ?? false,
    }
    expect(withinBudget(person, input.step, input.now * DAY_MS)).toBe(expected)
  })
})

describe('the budget', () => {
  const person = (asked: Partial<Asked>[], more: Partial<Person> = {}): Person => ({
    id: 'p',
    asked: asked.map((a) => ({ at: 0, prompt: 'x', step: 'a/b', session: 1, outcome: 'ignored', ...a })),
    session: 9,
    sessions: 9,
    ...more,
  })

  test('a stranger in the first session is left in peace', () => {
    expect(withinBudget(person([], { sessions: 1 }), 'a/b', 0)).toBe('first_session')
  })

  test('a prompt exactly as old as the limit no longer blocks', () => {
    const shown = person([{ at: 0, step: 'a/other' }])
    expect(withinBudget(shown, 'a/b', 7 * DAY_MS - 1)).toBe('shown_recently')
    expect(withinBudget(shown, 'a/b', 7 * DAY_MS)).toBe('ok')
  })

  test('one dismissal between answers is not two running', () => {
    const mixed = person([{ outcome: 'dismissed' }, { outcome: 'answered' }, { outcome: 'dismissed' }])
    expect(withinBudget(mixed, 'a/z', 60 * DAY_MS)).toBe('ok')
    const running = person([{ outcome: 'answered' }, { outcome: 'dismissed' }, { outcome: 'dismissed' }])
    expect(withinBudget(running, 'a/z', 60 * DAY_MS)).toBe('two_dismissals')
  })

  test('zero switches a limit off', () => {
    const free = {
      ...DEFAULT_BUDGET,
      perSession: 0,
      firstSession: true,
      afterTwoDismissalsDays: 0,
      afterDismissalDays: 0,
      afterDismissalAtStepDays: 0,
      afterAnswerDays: 0,
      afterShownDays: 0,
      sameStepDays: 0,
      shownPer30Days: 0,
      answersPerYear: 0,
    }
    const busyLife = person(
      Array.from({ length: 40 }, () => ({ outcome: 'dismissed', session: 9 }) as const),
      { sessions: 1 },
    )
    expect(withinBudget(busyLife, 'a/b', 1, free)).toBe('ok')
    expect(withinBudget({ ...busyLife, optedOut: true }, 'a/b', 1, free)).toBe('opted_out')
  })
})
