import { expect, it } from 'vitest'

import { AppError } from '../errors.ts'
import { shop } from '../testing/shop.ts'
import { checkConfiguration, faultsOfConfiguration } from './check.ts'

function faultOf(change: (document: ReturnType<typeof shop>) => void): string {
  const document = shop()
  change(document)
  try {
    checkConfiguration(document)
  } catch (error) {
    if (error instanceof AppError && error.code === 'invalid_configuration') return error.message
    throw error
  }
  return 'none'
}

it('a sound document is taken', () => {
  expect(faultOf(() => {})).toBe('none')
  expect(faultOf((d) => Object.assign(d.prompts[0] ?? {}, { step: 'checkout' }))).toBe('none')
})

it('a step that does not exist is named, with the one that was meant', () => {
  expect(faultOf((d) => Object.assign(d.prompts[0] ?? {}, { step: 'checkout/pay' }))).toBe(
    'prompts[0].step: there is no step "checkout/pay"; did you mean "checkout/payment"?',
  )
  expect(faultOf((d) => Object.assign(d.prompts[0] ?? {}, { step: 'returns/label' }))).toBe(
    'prompts[0].step: there is no step "returns/label"',
  )
  expect(faultOf((d) => Object.assign(d.journeys[0] ?? {}, { goal: 'paymnet' }))).toBe(
    'journeys[0].goal: there is no step "paymnet" in this journey; did you mean "payment"?',
  )
})

it('an id that is there twice is named', () => {
  expect(faultOf((d) => d.journeys.push(...shop().journeys))).toMatch(/^journeys\[1\]\.id: "checkout" is there twice/)
  expect(faultOf((d) => d.prompts.push(...shop().prompts))).toMatch(/^prompts\[1\]\.id: "payment-feel" is there twice/)
  expect(faultOf((d) => d.journeys[0]?.steps.push({ id: 'cart', name: 'Again' }))).toMatch(
    /^journeys\[0\]\.steps\[2\]\.id/,
  )
})

it('a zone is one of the IANA names', () => {
  expect(faultOf((d) => Object.assign(d.project, { zone: 'Europe/Berln' }))).toBe(
    'project.zone: there is no time zone "Europe/Berln"; did you mean "Europe/Berlin"?',
  )
  expect(faultOf((d) => Object.assign(d.project, { zone: '+02:00' }))).toMatch(/no time zone/)
  expect(faultOf((d) => Object.assign(d.project, { zone: 'Asia/Kolkata' }))).toBe('none')
})

it('wording is by locale, and each has a question', () => {
  const wording = (extra: object) =>
    faultOf((d) => Object.assign(d.prompts[0] ?? {}, { wording: { default: { question: 'How?' }, ...extra } }))
  expect(wording({ 'pt-BR': { question: 'Como?' } })).toBe('none')
  expect(wording({ german_: { question: 'Wie?' } })).toMatch(/prompts\[0\]\.wording: "german_" is no locale/)
  expect(wording({ de: {} })).toBe('prompts[0].wording.de: "question" is missing')
})

it('what has the wrong shape is named by its place', () => {
  expect(faultOf((d) => Object.assign(d.prompts[0] ?? {}, { scale: 'smileys' }))).toBe(
    'prompts[0].scale: must be one of faces, stars, thumbs, ease, csat, nps',
  )
  expect(faultOf((d) => Object.assign(d.project, { colour: 'red' }))).toContain(
    'project: there is nothing called "colour" here',
  )
  expect(faultOf((d) => Object.assign(d.journeys[0] ?? {}, { id: 'Check Out' }))).toMatch(
    /^journeys\[0\]\.id: must be made of/,
  )
  expect(() => checkConfiguration(null)).toThrow(AppError)
  expect(() => checkConfiguration([])).toThrow(AppError)
})

it('what is wrong in one place hides nothing in the others', () => {
  const prompt = (more: object) => ({ id: 'x', step: 'checkout', wording: { default: { question: '?' } }, ...more })
  const faults = faultsOfConfiguration({
    project: { name: 7 },
    journeys: shop().journeys,
    prompts: [prompt({ share: 2 }), prompt({ step: 'checkout/pay' }), prompt({})],
  })
  expect(faults).toEqual([
    'project.name: must be text, and is a number; put quotes around it',
    'prompts[0].share: must be at most 1, and is 2',
    'prompts[2].id: "x" is there twice; each needs a name of its own',
    'prompts[1].step: there is no step "checkout/pay"; did you mean "checkout/payment"?',
  ])
})

it('whatever a document is, it is refused and nothing breaks', () => {
  for (const odd of [null, 1, 'x', [], {}, { project: null, journeys: null, prompts: null }])
    expect(faultsOfConfiguration(odd)).not.toEqual([])
  for (const odd of [null, 1, 'x', {}, [null], [{}], [{ id: 1, steps: 'x', wording: [] }]])
    for (const part of ['project', 'journeys', 'prompts'])
      expect(faultsOfConfiguration({ ...shop(), [part]: odd })).not.toEqual([])
})

it('a text that no database holds is named', () => {
  expect(faultOf((d) => Object.assign(d.journeys[0] ?? {}, { name: 'Check\0out' }))).toBe(
    'journeys[0].name: holds a character that is none',
  )
})
