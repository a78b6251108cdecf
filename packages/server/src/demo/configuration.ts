import type { ConfigurationDocument, PromptDocument, Wordings } from '@attune/protocol'

/** The demo's project. */
export const DEMO_PROJECT = 'demo'

/** The prompt that says how a checkout ended for people. Its answers are in the history alone: a demo asks at steps. */
export const RECOMMEND = 'checkout-recommend'

/** The demo shop's journey, a prompt at each of its steps, and one about all of it. */
export const DEMO_CONFIGURATION: ConfigurationDocument = {
  project: {
    name: 'Demo shop',
    zone: 'UTC',
    privacy: 'open',
    keys: ['pk_demo'],
    // Whoever walks through a demo wants to see every prompt; a real project keeps the defaults.
    budget: {
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
    },
  },
  journeys: [
    {
      id: 'checkout',
      name: 'Checkout',
      steps: [
        { id: 'cart', name: 'Cart', match: { urls: ['/demo/', '/demo/index.html'] } },
        { id: 'delivery', name: 'Delivery', match: { urls: ['/demo/delivery*'] } },
        { id: 'payment', name: 'Payment', match: { urls: ['/demo/payment*'] } },
        { id: 'confirmation', name: 'Confirmation', match: { urls: ['/demo/confirmation*'] } },
      ],
      goal: 'confirmation',
    },
  ],
  prompts: [
    promptAt('cart', {
      default: 'How did choosing feel?',
      de: 'Wie war das Aussuchen für Sie?',
      fr: 'Comment avez-vous vécu le choix de vos articles ?',
      es: '¿Qué tal le pareció elegir?',
    }),
    promptAt('delivery', {
      default: 'How did arranging the delivery feel?',
      de: 'Wie war die Wahl der Lieferung für Sie?',
      fr: 'Comment avez-vous vécu le choix de la livraison ?',
      es: '¿Qué tal le pareció elegir la entrega?',
    }),
    promptAt('payment', {
      default: 'How did paying feel?',
      de: 'Wie war das Bezahlen für Sie?',
      fr: 'Comment avez-vous vécu le paiement ?',
      es: '¿Qué tal le pareció el pago?',
    }),
    {
      ...promptAt('confirmation', {
        default: 'How do you feel about your order now?',
        de: 'Wie geht es Ihnen jetzt mit Ihrer Bestellung?',
        fr: 'Que ressentez-vous au sujet de votre commande ?',
        es: '¿Cómo se siente con su pedido?',
      }),
      on: 'entered',
    },
    {
      id: RECOMMEND,
      step: 'checkout',
      on: 'completed',
      share: 0.5,
      scale: 'nps',
      why: false,
      status: 'paused',
      wording: {
        default: { question: 'How likely are you to recommend our shop to a friend?' },
        de: { question: 'Würden Sie unseren Laden einem Freund oder einer Freundin empfehlen?' },
        fr: {
          question: 'Recommanderiez-vous notre boutique à un proche ?',
          low: 'Pas du tout',
          high: 'Très volontiers',
        },
        es: { question: '¿Recomendaría nuestra tienda a un amigo o una amiga?', low: 'Nada', high: 'Muchísimo' },
      },
    },
  ],
}

type Locale = 'default' | 'de' | 'fr' | 'es'

function promptAt(step: string, questions: Record<Locale, string>): PromptDocument {
  const wording: Wordings = {
    default: { question: questions.default },
    de: { question: questions.de },
    fr: { question: questions.fr, low: 'Très mal', high: 'Très bien' },
    es: { question: questions.es, low: 'Muy mal', high: 'Muy bien' },
  }
  return { id: `${step}-feel`, step: `checkout/${step}`, on: 'completed', share: 1, scale: 'faces', why: true, wording }
}
