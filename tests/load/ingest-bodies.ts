import type { ConfigurationDocument, WireEvent } from '@attune/protocol'

import { ID_MARK } from './ingest-load.ts'

/** The project of a number, with one journey and one prompt. */
export function projectOf(n: number): { id: string; key: string; document: ConfigurationDocument } {
  const key = `pk_bench${n}`
  return {
    id: `bench${n}`,
    key,
    document: {
      project: { name: `Bench ${n}`, keys: [key], zone: 'Europe/Berlin' },
      journeys: [{ id: 'checkout', name: 'Checkout', steps: STEPS.map((id) => ({ id, name: id })) }],
      prompts: [
        { id: 'payment-feel', step: 'checkout/payment', wording: { default: { question: 'How did it feel?' } } },
        { id: 'cart-feel', step: 'checkout/cart', wording: { default: { question: 'How did it feel?' } } },
      ],
    },
  }
}

/** Requests of one size, each somebody else's, spread over projects, devices, languages and scores as pages would send them. */
export function requestsOf(events: 1 | 10, projects: number): { path: string; body: string }[] {
  return Array.from({ length: 200 }, (_, i) => {
    const at = new Date().toISOString()
    const context = {
      device: DEVICES[i % 3],
      locale: LOCALES[i % 4],
      release: '2026.11',
      page: '/checkout/payment',
      traits: { plan: 'pro' },
    }
    const said = events === 1 ? [answer(i, at)] : [answer(i, at), ...moments(at), answer(i + 1, at, 'cart')]
    const batch = { batch: ID_MARK, sent_at: at, visitor: ID_MARK, sdk: '0.1.0', context, events: said }
    return { path: `/v1/events?key=${projectOf(i % projects).key}`, body: JSON.stringify(batch) }
  })
}

function answer(i: number, at: string, step = 'payment'): WireEvent {
  return {
    type: 'answered',
    id: ID_MARK,
    visit: ID_MARK,
    prompt: `${step}-feel`,
    version: 1,
    variant: '',
    step: `checkout/${step}`,
    at,
    feel: (i % 5) + 1,
    took_ms: 5300 + i,
    share: 0.25,
    ...(i % 3 === 0 ? { comment: 'It took a while until I found where to put in the voucher.' } : {}),
  }
}

/** The eight moments that a visit of this page makes besides. */
function moments(at: string): WireEvent[] {
  const prompt = { prompt: 'payment-feel', version: 1, step: 'checkout/payment', at }
  return [
    { type: 'entered', step: 'checkout/cart', at },
    { type: 'completed', step: 'checkout/cart', at, took_ms: 4000 },
    { type: 'entered', step: 'checkout/delivery', at },
    { type: 'completed', step: 'checkout/delivery', at, took_ms: 9000 },
    { type: 'entered', step: 'checkout/payment', at },
    { type: 'signal', step: 'checkout/payment', at, signal: 'slow' },
    { type: 'considered', ...prompt, result: 'asked' },
    { type: 'shown', ...prompt, share: 0.25 },
  ]
}

const STEPS = ['cart', 'delivery', 'payment', 'confirmation']
const DEVICES = ['mobile', 'desktop', 'tablet'] as const
const LOCALES = ['de', 'en-GB', 'fr', 'pt-BR']
