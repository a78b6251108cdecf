import type { AnsweredEvent, ConfigurationDocument, Context, Device, Scale, WireEvent } from '@attune/protocol'

import { applyConfiguration } from '../configure/configuration.ts'
import type { Db } from '../database/open.ts'
import type { Random } from '../demo/random.ts'
import { record } from './reader.ts'
import { answerOf, curiousShop } from './shop.ts'

/** Something that happened, as whoever knows no counts would write it down. */
export interface Fact {
  journey: string
  step: string
  prompt: string
  version: number
  variant: string
  device: string
  locale: string
  release: string
  origin: 'live' | 'import' | 'sample' | 'unprompted'
  at: string
  measure: string
  value: string
  hasWords: boolean
  /** `''`: it says none. */
  page: string
  /** Those that it says. */
  traits: Record<string, string>
  trust: 'verified' | 'unverified'
  /** Null: it says none. */
  share: number | null
}

/** What was asked, by `prompt@version`; the words by variant, where one has its own. */
export const ASKED: Readonly<Record<string, Asked>> = {
  'payment-feel@1': { scale: 'faces', words: 'paying', own: { b: 'easy' }, share: 0.5 },
  'payment-feel@2': { scale: 'faces', words: 'paid', own: { b: 'easy' }, share: 0.25 },
  'recommend@1': { scale: 'nps', words: 'recommend', share: 1 },
  'moody@1': { scale: 'thumbs', words: 'moody', share: null },
  'moody@2': { scale: 'stars', words: 'moody stars', share: null },
  'feedback@1': { scale: 'faces', words: 'feedback', share: 1 },
}

interface Asked {
  scale: Scale
  words: string
  own?: Record<string, string>
  /** Null: another each day. */
  share: number | null
}
/** The scales' ends, said again: the product's own table would hide its faults. */
export const POINTS: Readonly<Record<string, [number, number]>> = {
  faces: [1, 5],
  stars: [1, 5],
  nps: [0, 10],
  thumbs: [1, 2],
}

/** The shop, with everything that a question can split, and some hundred things that happened on odd days. */
export async function feelWorld(db: Db, random: Random, facts = 400): Promise<Fact[]> {
  const document = curiousShop()
  const ask = (id: string, scale: Scale, question: string) => ({
    id,
    scale,
    step: 'checkout/cart',
    wording: { default: { question } },
  })
  document.journeys.push({ id: 'trial', name: 'Trial', steps: [{ id: 'start', name: 'Start' }] })
  document.prompts.push(ask('recommend', 'nps', 'recommend'), ask('moody', 'thumbs', 'moody'))
  for (const prompt of document.prompts) {
    if (prompt.id === 'payment-feel') Object.assign(prompt, { share: 0.5, who: { traits: { plan: ['pro'] } } })
    if (prompt.id === 'recommend') prompt.who = { traits: { team: ["o'=", 'x'] } }
    if (prompt.id === 'moody') prompt.answersPerWeek = 50
  }
  await applyConfiguration(db, 'shop', document)
  await applyConfiguration(db, 'shop', changed(document))
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T
  const all = Array.from({ length: facts }, () => factOf(pick, random))
  const batches = Map.groupBy(all, ({ device, locale, release, origin, trust, measure }) =>
    JSON.stringify([device, locale, release, origin, trust, measure === 'aside']),
  )
  for (const own of batches.values()) {
    const [{ device, locale, release, origin, trust, measure }] = own as [Fact]
    const context: Context = {
      ...(device && { device: device as Device }),
      ...(locale && { locale }),
      ...(release && { release }),
    }
    const events = own.map(eventOf)
    const aside = measure === 'aside' ? events.flatMap((event) => ('id' in event ? [event.id] : [])) : []
    const setAside = new Map(aside.map((id) => [id, 'repeated' as const]))
    await record(db, events, origin === 'unprompted' ? 'live' : origin, context, 'shop', { trust, setAside })
  }
  return all
}

/** Other words at one prompt, and another scale at another. */
function changed(document: ConfigurationDocument): ConfigurationDocument {
  const copy = structuredClone(document)
  for (const prompt of copy.prompts) {
    if (prompt.id === 'payment-feel') {
      Object.assign(prompt, { share: 0.25, wording: { default: { ...prompt.wording.default, question: 'paid' } } })
    }
    if (prompt.id === 'moody')
      Object.assign(prompt, { scale: 'stars', wording: { default: { question: 'moody stars' } } })
  }
  return copy
}

function factOf(pick: <T>(values: readonly T[]) => T, random: Random): Fact {
  const at = new Date(Date.parse(`${pick(DAYS)}T00:00:00Z`) + Math.floor(random() * 96) * 900_000).toISOString()
  const where = {
    device: pick(['mobile', 'desktop', '']),
    locale: pick(['de', 'en-GB', '']),
    release: pick(['1', "2'; --", '']),
    at,
  }
  const nobody = { page: '', traits: {}, trust: 'unverified', share: null } as const
  const nowhere = { prompt: '', version: 0, variant: '', hasWords: false, value: '', ...nobody }
  if (random() < 0.2) {
    const [journey, step] = pick([
      ['checkout', 'cart'],
      ['checkout', 'payment'],
      ['trial', 'start'],
    ] as const)
    return { ...where, ...nowhere, journey, step, origin: 'live', measure: pick(['entered', 'completed', 'failed']) }
  }
  const name = pick(Object.keys(ASKED))
  const [prompt = '', version = ''] = name.split('@')
  const step = { 'payment-feel': 'payment', feedback: '' }[prompt] ?? 'cart'
  const variant = prompt === 'payment-feel' ? pick(['a', 'b']) : ''
  const of = {
    ...where,
    journey: 'checkout',
    step,
    prompt,
    version: Number(version),
    variant,
    hasWords: random() < 0.3,
    page: pick(['', '/cart', '/p,1', "/'; --"]),
    traits: pick([{}, { plan: 'pro' }, { plan: 'a=b', team: "o'=" }, { team: 'x' }]) as Record<string, string>,
    trust: pick(['verified', 'unverified', 'unverified'] as const),
    share: pick([null, 1, 0.5, 0.25, 0.02]),
  }
  const [min, max] = POINTS[ASKED[name]?.scale ?? 'faces'] ?? [1, 5]
  const feel = String(min + Math.floor(random() * (max - min + 1)))
  if (prompt === 'feedback') {
    if (random() < 0.3) return { ...of, ...nobody, origin: 'unprompted', measure: 'shown', value: '', hasWords: false }
    return { ...of, origin: 'unprompted', measure: 'feel', value: feel }
  }
  if (random() < 0.1) return { ...of, origin: 'live', measure: 'aside', value: feel }
  if (random() < 0.6) return { ...of, origin: pick(['live', 'live', 'import', 'sample']), measure: 'feel', value: feel }
  const [measure, value] = pick([
    ['shown', ''],
    ['dismissed', 'closed'],
    ['dismissed', 'ignored'],
    ['considered', 'asked'],
    ['considered', 'sampled_out'],
  ] as const)
  return { ...of, ...nobody, origin: 'live', measure, value, hasWords: false }
}

function eventOf(fact: Fact): WireEvent {
  const { at, measure, value, prompt, version, variant, hasWords, page, traits, share } = fact
  const step = fact.step ? `${fact.journey}/${fact.step}` : fact.journey
  const of = { prompt, version, step, at, ...(variant && { variant }) }
  if (measure === 'feel' || measure === 'aside') {
    const more: Partial<AnsweredEvent> = {
      ...of,
      feel: Number(value),
      ...(hasWords && { comment: 'Well' }),
      ...(share !== null && { share }),
      context: { traits, ...(page && { page }) },
      ...(fact.origin === 'unprompted' && { unprompted: true }),
    }
    return answerOf(more)
  }
  if (measure === 'shown') return { type: 'shown', share: 1, ...of }
  if (measure === 'dismissed') return { type: 'dismissed', how: value as 'closed', ...of }
  if (measure === 'considered') return { type: 'considered', result: value as 'asked', ...of }
  return { type: measure as 'entered', step, at }
}

/** The turn of a year with 53 weeks, the ends of a month, and the days on which clocks change. */
export const DAYS = [
  '2020-12-31',
  '2021-01-01',
  '2021-01-03',
  '2021-01-04',
  '2021-02-28',
  '2021-03-01',
  '2021-03-27',
  '2021-03-28',
  '2021-10-31',
  '2021-11-01',
] as const
