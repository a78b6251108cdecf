import type { Driver, DriverOutcome } from '@attune/protocol'
import { expect, test } from 'vitest'

import { namedApart, toldApartBy } from './named-apart.ts'

const step = (prompt: string, tier: Driver['tier']): Driver =>
  ({ step: 'food', name: 'Food', prompt, tier, n: 0 }) as Driver

test('two questions at a step that were both heard are told apart', () => {
  const steps = [step('feel', 'ranked'), step('ease', 'hint')]
  expect(namedApart(steps).map(({ name }) => name)).toEqual(['Food (feel)', 'Food (ease)'])
  expect(namedApart(steps.slice(0, 1)).map(({ name }) => name)).toEqual(['Food'])
})

test('outcomes that are asked in the same words are told apart by what they are called', () => {
  const outcome = (prompt: string, question: string): DriverOutcome => {
    return { prompt, question, scale: 'faces', step: '', known: 9, pair_with: [] }
  }
  const all = [outcome('2016', 'The whole'), outcome('2017', 'The whole'), outcome('nps', 'Would you?')]
  expect(all.map((one) => toldApartBy(one, all))).toEqual(['2016', '2017', null])
})
