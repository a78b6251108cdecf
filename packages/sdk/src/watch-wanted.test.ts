import type { PromptConfig, Signal } from '@attune/protocol'
import { expect, it } from 'vitest'

import { createWanted } from './watch-wanted.ts'

const prompt = (more: Partial<PromptConfig>): PromptConfig => ({
  id: 'p',
  version: 1,
  step: 'shop/pay',
  on: 'completed',
  share: 1,
  scale: 'faces',
  why: false,
  wording: { default: { question: '?' } },
  ...more,
})
const wantedOf = (prompts: Partial<PromptConfig>[], signals?: Signal[]) =>
  createWanted({
    prompts: prompts.map(prompt),
    settings: { privacy: 'open', widget: '', ...(signals && { signals }) },
  })

it('what nothing names is wanted nowhere', () => {
  const wanted = wantedOf([{}])
  expect(wanted.isAnywhere('rage_click')).toBe(false)
  expect(wanted.limitsAt('rage_click', 'shop/pay')).toEqual([])
})

it("a signal of the project is wanted and reported at any step, a prompt's only at its own", () => {
  const wanted = wantedOf([{ on: 'dead_click' }], ['error'])
  expect(wanted.limitsAt('error', 'shop/cart')).toEqual([0])
  expect(wanted.isReported('error', 'shop/cart')).toBe(true)
  expect(wanted.limitsAt('dead_click', 'shop/pay')).toEqual([0])
  expect(wanted.limitsAt('dead_click', 'shop/cart')).toEqual([])
  expect(wanted.isReported('dead_click', 'shop/pay')).toBe(true)
  expect(wanted.isReported('dead_click', 'shop/cart')).toBe(false)
})

it('what a prompt only comes after or gives way to is told, and stays on the device', () => {
  const wanted = wantedOf([
    { after: { moments: [{ type: 'invalid' }], withinMs: 1000 }, unless: [{ type: 'error', step: 'shop/cart' }] },
  ])
  expect([wanted.isAnywhere('invalid'), wanted.isAnywhere('error')]).toEqual([true, true])
  expect(wanted.limitsAt('invalid', 'shop/pay')).toEqual([0])
  expect(wanted.limitsAt('error', 'shop/cart')).toEqual([0])
  expect(wanted.limitsAt('error', 'shop/pay')).toEqual([])
  expect([wanted.isReported('invalid', 'shop/pay'), wanted.isReported('error', 'shop/cart')]).toEqual([false, false])
})

it('what a person does is told and never reported as a signal of struggle', () => {
  const wanted = wantedOf([{ on: 'exit_intent' }, { on: 'scrolled', depth: 0.8 }])
  expect(wanted.limitsAt('scrolled', 'shop/pay')).toEqual([0.8])
  expect(wanted.isReported('exit_intent', 'shop/pay')).toBe(false)
  expect(wanted.isReported('scrolled', 'shop/pay')).toBe(false)
})

it("each prompt's own limit counts beside the minute of a project's signal", () => {
  const wanted = wantedOf([{ on: 'slow', afterMs: 10_000 }, { on: 'slow' }], ['slow'])
  expect(wanted.limitsAt('slow', 'shop/pay')).toEqual([10_000, 60_000, 60_000])
  expect(wanted.limitsAt('slow', 'shop/cart')).toEqual([60_000])
})
