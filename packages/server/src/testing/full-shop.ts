import type { ConfigurationDocument } from '@attune/protocol'

/** A shop that says everything that can be said in a configuration, in the form that it is read in. */
export function fullShop(): ConfigurationDocument {
  const why = (question: string, [slow, unclear]: [string, string]) => ({ question, options: { slow, unclear } })
  return {
    project: {
      name: 'Shop: the big one',
      zone: 'Europe/Berlin',
      privacy: 'confidential',
      budget: { perSession: 2, firstSession: true, afterAnswerDays: 30, sameStepDays: 0.5, answersPerYear: 6 },
      theme: {
        scheme: 'system',
        light: { background: '#ffffff', text: '#1a1a1a', muted: '#555555', accent: '#b4470b', onAccent: '#ffffff' },
        dark: { background: '#101010', text: '#f5f5f5' },
        radius: 12,
      },
      signals: ['dead_click', 'rage_click'],
      keys: ['pk_first', { key: 'pk_second', expires: '2027-01-31T00:00:00.000Z' }],
      origins: ['https://*.shop.example', 'https://shop.example'],
      impressions: true,
      traits: ['plan', 'team'],
    },
    journeys: [
      {
        id: 'checkout',
        name: 'Checkout',
        steps: [
          { id: 'cart', name: 'Cart', match: { urls: ['/cart', '/*/cart'] } },
          { id: 'payment', name: 'Payment', match: { appears: '#pay', clicked: 'button[name="pay"]' }, importance: 10 },
          { id: 'confirmation', name: 'Confirmation', match: { urls: ['//shop.example/done/**'] } },
        ],
        goal: 'confirmation',
      },
      { id: 'returns', name: 'Returns', steps: [{ id: 'label', name: 'Label' }] },
    ],
    prompts: [
      {
        id: 'delivery-feel',
        step: 'checkout/confirmation',
        on: 'scrolled',
        share: 0.25,
        scale: 'nps',
        why: true,
        wording: { default: { question: 'How does waiting for the delivery feel?' } },
        placement: 'inline',
        into: '#feedback',
        depth: 0.5,
        after: { moments: [{ type: 'completed', step: 'checkout/payment' }, { type: 'slow' }], withinMs: 600_000 },
        unless: [{ type: 'failed', step: 'checkout/cart' }],
        pairWith: ['payment-feel'],
        status: 'paused',
      },
      {
        id: 'label-feel',
        step: 'returns/label',
        on: 'stayed',
        share: 1,
        scale: 'ease',
        why: true,
        wording: { default: { question: 'How easy was the label?' }, 'pt-BR': { question: 'Foi fácil: a etiqueta?' } },
        afterMs: 30_000,
        perPerson: 3,
        status: 'live',
      },
      {
        id: 'payment-feel',
        step: 'checkout/payment',
        on: 'completed',
        share: 0.2,
        scale: 'faces',
        why: false,
        wording: {
          default: {
            question: 'How did paying feel?',
            low: 'Very bad',
            high: 'Very good',
            thanks: 'Thank you.',
            followUps: {
              why: why('What was it?', ['It was slow', 'It was unclear']),
              more: { question: 'What would help?' },
            },
          },
          de: {
            question: 'Wie hat sich das Bezahlen angefühlt?',
            followUps: { why: why('Was war es?', ['Langsam', 'Unklar']), more: { question: 'Was würde helfen?' } },
          },
        },
        followUps: [
          { id: 'why', kind: 'many', options: ['slow', 'unclear'], from: 1, to: 3 },
          { id: 'more', kind: 'text' },
        ],
        who: {
          devices: ['mobile', 'tablet'],
          locales: ['de', 'pt-BR'],
          releases: ['2026.11'],
          pages: ['/checkout/**'],
          returning: true,
          traits: { plan: ['pro', 'team'] },
        },
        schedule: { from: '2026-12-01T08:00:00+01:00', until: '2026-12-24T18:00:00+01:00' },
        variants: [
          { id: 'plain', weight: 1 },
          { id: 'short', weight: 2 },
        ],
        quota: { answers: 400, per: 'week' },
        status: 'live',
      },
    ],
  }
}
