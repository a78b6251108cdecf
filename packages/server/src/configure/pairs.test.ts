import type { ConfigurationDocument, PromptDocument } from '@attune/protocol'
import { expect, it, test } from 'vitest'

import { useDatabase } from '../testing/database.ts'
import { managedShop } from '../testing/manager.ts'
import { shop } from '../testing/shop.ts'
import { faultsOfConfiguration } from './check.ts'
import { applyConfiguration, readConfiguration } from './configuration.ts'
import { createDirectory } from './directory.ts'
import { faultsOfPairs, pairsOf, partsOf } from './pairs.ts'

const database = useDatabase()
const wording = { default: { question: 'How was it?' } }

const prompt = (id: string, more: Partial<PromptDocument> = {}): PromptDocument => ({
  id,
  step: `checkout/${id}`,
  wording,
  ...more,
})
const whole = (...pairWith: string[]) => prompt('whole', { pairWith })

/** A shop that asks at the cart and the payment, and at the end for all of it. */
function pairingShop(): ConfigurationDocument {
  const document = shop()
  document.journeys[0]?.steps.push({ id: 'whole', name: 'Confirmation' })
  document.prompts.push(prompt('cart'), whole('cart', 'payment-feel'))
  return document
}

test('a pair holds the prompts that are live and make one', () => {
  const live = [whole('cart', 'tab', 'home', 'here', 'nested', 'gone', 'whole'), prompt('cart')]
  live.push(prompt('tab', { on: 'opened', placement: 'tab' }), prompt('home', { step: 'account/home' }))
  live.push(prompt('here', { step: 'checkout/whole' }), prompt('nested', { pairWith: ['x'] }))
  const pair = { outcome: 'whole', steps: ['cart'] }
  const pairs = pairsOf(live)
  expect([...pairs]).toEqual([
    ['whole', pair],
    ['cart', pair],
  ])
  expect([pairsOf([whole('gone')]).size, pairsOf([whole()]).size]).toEqual([0, 0])
  const two = pairsOf([
    whole('cart', 'payment'),
    prompt('cart'),
    prompt('payment'),
    prompt('more', { pairWith: ['cart'] }),
  ])
  expect([two.get('more'), partsOf('cart', two.get('cart')), partsOf('whole', two.get('whole'))]).toEqual([
    undefined,
    2,
    1,
  ])
  expect(partsOf('other', undefined)).toBe(1)
})

test.each<[string, PromptDocument[]]>([
  ['there is no prompt "cert"; did you mean "cart"?', [whole('cert'), prompt('cart')]],
  ['"whole" is this prompt itself', [whole('whole')]],
  ['"cart" is asked in another journey', [whole('cart'), prompt('cart', { step: 'account/home' })]],
  [
    '"cart" is asked at the same step, where it would be the outcome again',
    [whole('cart'), prompt('cart', { step: 'checkout/whole' })],
  ],
  ['"cart" is a tab, which asks nobody', [whole('cart'), prompt('cart', { placement: 'tab' })]],
  ['"cart" asks for an outcome itself', [whole('cart'), prompt('cart', { pairWith: ['x'] }), prompt('x')]],
  ['"cart" makes pairs with "other" already', [whole('cart'), prompt('cart'), prompt('other', { pairWith: ['cart'] })]],
])('what makes no pair is said: %s', (says, prompts) => {
  expect([...faultsOfPairs(prompts)]).toContain(`prompts[0].pairWith[0]: ${says}`)
})

test('a tab makes none, and what has ended may name what is gone', () => {
  const [fault] = faultsOfPairs([{ ...whole('cart'), placement: 'tab' }, prompt('cart')])
  expect(fault).toBe('prompts[0].pairWith: a tab waits to be opened, and cannot follow on another prompt')
  expect([...faultsOfPairs([{ ...whole('gone'), status: 'ended' }])]).toEqual([])
})

test('a mistake elsewhere is not said to be one of pairs', () => {
  const document = pairingShop()
  Object.assign(document.prompts[1] ?? {}, { share: 'all' })
  expect(faultsOfConfiguration(document)).toEqual([
    'prompts[1].share: must be a number, and is text; write it without quotes',
  ])
})

it('goes with the configuration to pages, resolved; and back out as it was written', async () => {
  const document = pairingShop()
  await applyConfiguration(database.db, 'shop', document)
  const config = async () => (await createDirectory(database.db).byId('shop'))?.config.prompts
  const pair = { outcome: 'whole', steps: ['cart', 'payment-feel'] }
  expect((await config())?.map((one) => one.pair)).toEqual([pair, pair, pair])
  expect((await config())?.some((one) => 'pairWith' in one)).toBe(false)
  const read = await readConfiguration(database.db, 'shop')
  expect(read.prompts.map((one) => one.pairWith)).toEqual([undefined, undefined, ['cart', 'payment-feel']])

  document.prompts[1] = prompt('cart', { status: 'paused' })
  await applyConfiguration(database.db, 'shop', document)
  const alone = { outcome: 'whole', steps: ['payment-feel'] }
  expect((await config())?.map((one) => one.pair)).toEqual([alone, alone])
})

it('one prompt after the other, nothing is published that would break a pair', async () => {
  const { db } = database
  const { call } = await managedShop(db)
  await applyConfiguration(db, 'shop', pairingShop())
  const NEW = { 'if-none-match': '*' }
  const stopsOf = async (id: string, more: Partial<PromptDocument>) => {
    const at = `prompts/${id}` as const
    const { etag } = await call('GET', at)
    const headers = etag ? { 'if-match': etag } : NEW
    const { body, etag: saved } = await call('PUT', `${at}/draft`, { ...prompt(id), ...more }, headers)
    const published = await call('POST', `${at}/publish`, undefined, { 'if-match': saved })
    return [published.status, ...body.checks.filter(({ level }) => level === 'stop').map(({ text }) => text)]
  }
  expect(await stopsOf('whole', { pairWith: ['cert'] })).toEqual([
    422,
    'pairWith[0]: there is no prompt "cert"; did you mean "cart"?',
  ])
  expect(await stopsOf('cart', { step: 'checkout/whole' })).toEqual([
    422,
    '"whole" makes pairs with it: "cart" is asked at the same step, where it would be the outcome again',
  ])
  expect(await stopsOf('other', { step: 'checkout/cart', on: 'failed', pairWith: ['cart'] })).toEqual([
    422,
    'pairWith[0]: "cart" is asked at the same step, where it would be the outcome again',
  ])
  expect(await stopsOf('cart', { share: 0.5 })).toEqual([200])
  const { etag } = await call('GET', 'prompts/cart')
  expect((await call('DELETE', 'prompts/cart', undefined, { 'if-match': etag })).status).toBe(409)
  const outcome = await call('GET', 'prompts/whole')
  expect((await call('DELETE', 'prompts/whole', undefined, { 'if-match': outcome.etag })).status).toBe(204)
  expect((await call('DELETE', 'prompts/cart', undefined, { 'if-match': etag })).status).toBe(204)
})
