import type { WireEvent } from '@attune/protocol'
import { expect, it } from 'vitest'

import { keysOf, tally } from './deltas.ts'
import { type Particulars, type Shelved, shelfOf } from './filing.ts'

const HOURS = ['2026-11-23T10:00:00.000Z', '2026-11-23T11:00:00.000Z']
const [NOW = ''] = HOURS
const VERSIONS = [
  { prompt: 'p', version: 1 },
  { prompt: 'p', version: 2 },
  { prompt: 'q', version: 1, variant: 'a' },
  { prompt: 'q', version: 1, variant: 'b' },
]

/** Events that differ from each other in whatever may decide what they count as. */
function* eventsOf(): Generator<WireEvent> {
  const place = { step: 'checkout/payment', at: NOW }
  for (const type of ['entered', 'completed', 'failed', 'left'] as const) yield { type, ...place }
  for (const took_ms of [0, 5_000, 5_100, 90_000]) yield { type: 'completed', ...place, took_ms }
  for (const signal of ['slow', 'error'] as const) yield { type: 'signal', ...place, signal }
  for (const outcome of ['reached', 'abandoned'] as const) yield { type: 'outcome', journey: 'shop', at: NOW, outcome }
  for (const version of VERSIONS) {
    for (const step of ['checkout/payment', 'checkout/cart', 'checkout']) {
      const of = { ...version, step, at: NOW }
      yield { type: 'considered', ...of, result: 'asked' }
      yield { type: 'considered', ...of, result: 'busy' }
      yield { type: 'shown', ...of, share: 1 }
      yield { type: 'dismissed', ...of, how: 'never' }
      for (const at of HOURS)
        for (const feel of [1, 2])
          for (const said of [{}, { comment: 'slow' }])
            yield { type: 'answered', ...of, at, feel, id: 'i', visit: 'v', ...said }
    }
  }
}

const PARTICULARS: Particulars[] = [
  {},
  { trust: 'verified' },
  { trust: 'unverified', setAside: 'repeated' },
  { trust: 'unverified', setAside: 'unproven' },
  { trust: 'unverified', choices: ['why:slow'] },
  { trust: 'unverified', choices: ['why:slow', 'why:dear'] },
]

const SHELVES: Shelved[] = ['2026-11-23', '2026-11-24'].flatMap((day) =>
  ['shop', 'other'].flatMap((project_id) =>
    ['mobile', ''].flatMap((device) =>
      (['live', 'import'] as const).map((origin) => {
        return { lane: 1, project_id, day, segment: { device, locale: 'de', release: '1' }, origin }
      }),
    ),
  ),
)

it('whatever was filed before, an event is filed under its own keys', () => {
  const wrong: string[] = []
  for (const its of [...SHELVES, ...SHELVES]) {
    for (const event of eventsOf()) {
      for (const particulars of PARTICULARS) {
        const filed = shelfOf(its).file(event, particulars)
        const own = keysOf({ ...its, event, ...particulars })
        if (JSON.stringify(filed.map(({ place, n }) => [place.key, n])) !== JSON.stringify(own.map((key) => [key, 1])))
          wrong.push(JSON.stringify([its, event, particulars]))
      }
    }
  }
  expect(wrong).toEqual([])
})

it('the same is the same object again, until too much is remembered; then it adds up all the same', () => {
  const its: Shelved = { ...(SHELVES[0] as Shelved), project_id: 'busy' }
  const entered = (step: string): WireEvent => ({ type: 'entered', step: `checkout/${step}`, at: NOW })
  const [first] = shelfOf(its).file(entered('payment'))
  expect(shelfOf(its).file(entered('payment'))[0]).toBe(first)
  for (let i = 0; i <= 20_000; i++) shelfOf(its).file(entered(`s${i}`))
  const [later] = shelfOf(its).file(entered('payment'))
  expect(later).not.toBe(first)
  expect(tally([first, later, first].flatMap((one) => one ?? [])).map(({ n }) => n)).toEqual([3])
})

it('what belongs to no step is filed apart from what does', () => {
  const { place } = shelfOf({ ...(SHELVES[0] as Shelved), project_id: 'shop' }).fileNowhere('refused', 'malformed')
  expect(place.key).toMatchObject({ journey: '', step: '', prompt: '', measure: 'refused', value: 'malformed' })
})
