import type { WireEvent } from '@attune/protocol'
import { expect, it } from 'vitest'

import { countedAs, type Happening, keysOf, tally } from './deltas.ts'

const at = '2026-11-23T10:00:00Z'
const prompt = { prompt: 'p', version: 2, variant: 'a', step: 'checkout/payment', at }

function happening(event: WireEvent): Happening {
  const segment = { device: 'mobile', locale: 'de', release: '' }
  return { lane: 1, project_id: 'shop', event, day: '2026-11-23', segment, origin: 'live' }
}

const HOUR = 'checkout|payment|p|0||hour|10'

function brief(event: WireEvent, more: Partial<Happening> = {}): string[] {
  return keysOf({ ...happening(event), ...more }).map((k) =>
    [k.journey, k.step, k.prompt, k.version, k.variant, k.measure, k.value].join('|'),
  )
}

it('an answer counts once as its score, and once more where it has words; and its hour once, of the prompt as a whole', () => {
  const answer = { ...prompt, type: 'answered', id: 'i', visit: 'v', feel: 2 } as const
  expect(brief(answer)).toEqual(['checkout|payment|p|2|a|feel|2', HOUR])
  expect(brief({ ...answer, comment: 'slow' })).toEqual([
    'checkout|payment|p|2|a|feel|2',
    'checkout|payment|p|2|a|commented|',
    HOUR,
  ])
})

it('an answer that is set aside counts as that and its hour, whatever it says', () => {
  const answer = { ...prompt, type: 'answered', id: 'i', visit: 'v', feel: 2, comment: 'slow' } as const
  const more = { trust: 'verified', choices: ['why:slow'], setAside: 'repeated' } as const
  expect(brief(answer, more)).toEqual(['checkout|payment|p|2|a|set_aside|repeated', HOUR])
})

it('every type of event counts under its measure, with what it says as value', () => {
  const step = { step: 'checkout/payment', at }
  expect(brief({ type: 'entered', ...step })).toEqual(['checkout|payment||0||entered|'])
  expect(brief({ type: 'failed', ...step, reason: 'card_declined' })).toEqual(['checkout|payment||0||failed|'])
  expect(brief({ type: 'signal', ...step, signal: 'rage_click' })).toEqual(['checkout|payment||0||signal|rage_click'])
  expect(brief({ type: 'considered', ...prompt, result: 'busy' })).toEqual(['checkout|payment|p|2|a|considered|busy'])
  expect(brief({ type: 'shown', ...prompt, share: 1 })).toEqual(['checkout|payment|p|2|a|shown|'])
  expect(brief({ type: 'dismissed', ...prompt, how: 'never' })).toEqual(['checkout|payment|p|2|a|dismissed|never'])
  expect(brief({ type: 'outcome', journey: 'checkout', outcome: 'reached', at })).toEqual([
    'checkout|||0||outcome|reached',
  ])
})

it('a step that was completed counts once more as how long it took, where that is known', () => {
  const step = { step: 'checkout/payment', at }
  expect(brief({ type: 'completed', ...step })).toEqual(['checkout|payment||0||completed|'])
  expect(brief({ type: 'completed', ...step, took_ms: 41_000 })).toEqual([
    'checkout|payment||0||completed|',
    'checkout|payment||0||took|21',
  ])
  // Who leaves a step has not done it, and took no time for it.
  expect(brief({ type: 'left', ...step, took_ms: 41_000 })).toEqual(['checkout|payment||0||left|'])
})

it('an answer about a journey as a whole has no step', () => {
  expect(brief({ type: 'shown', ...prompt, step: 'checkout', share: 1 })).toEqual(['checkout||p|2|a|shown|'])
})

it('equal keys add up to one row, and rows come in one order whatever order they happened in', () => {
  const entered = (step: string) =>
    keysOf(happening({ type: 'entered', step: `checkout/${step}`, at })).map((key) => countedAs(key))
  const one = tally([entered('payment'), entered('cart'), entered('payment')].flat())
  const other = tally([entered('payment'), entered('payment'), entered('cart')].flat())
  expect(one).toEqual(other)
  expect(one.map(({ place, n }) => [place.key.step, n])).toEqual([
    ['cart', 1],
    ['payment', 2],
  ])
})
