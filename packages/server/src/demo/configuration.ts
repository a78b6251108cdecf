import type { ConfigurationDocument, PromptDocument, Wordings } from '@attune/protocol'

/** The demo's project. */
export const DEMO_PROJECT = 'demo'

/** The demo shop's journey, and a prompt at each of its steps. */
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
      default: ask('How easy was it to find what you wanted?', 'Very hard', 'Very easy'),
      de: ask('Wie leicht haben Sie gefunden, was Sie suchten?', 'Sehr schwer', 'Sehr leicht'),
      fr: ask('Avez-vous trouvé facilement ce que vous cherchiez ?', 'Très difficilement', 'Très facilement'),
      es: ask('¿Le resultó fácil encontrar lo que buscaba?', 'Muy difícil', 'Muy fácil'),
    }),
    promptAt('delivery', {
      default: ask('How do these delivery choices suit you?', 'Not at all', 'Perfectly'),
      de: ask('Wie gut passen diese Lieferoptionen zu Ihnen?', 'Gar nicht', 'Genau richtig'),
      fr: ask('Ces choix de livraison vous conviennent-ils ?', 'Pas du tout', 'Parfaitement'),
      es: ask('¿Le convienen estas opciones de entrega?', 'Nada', 'Perfectamente'),
    }),
    promptAt('payment', {
      default: ask('How did paying feel?', 'Very bad', 'Very good'),
      de: ask('Wie war das Bezahlen für Sie?', 'Sehr schlecht', 'Sehr gut'),
      fr: ask('Comment avez-vous vécu le paiement ?', 'Très mal', 'Très bien'),
      es: ask('¿Qué tal le pareció el pago?', 'Muy mal', 'Muy bien'),
    }),
    {
      ...promptAt('confirmation', {
        default: ask('How do you feel about your order now?', 'Very uneasy', 'Very happy'),
        de: ask('Mit welchem Gefühl blicken Sie auf Ihre Bestellung?', 'Sehr unsicher', 'Sehr zufrieden'),
        fr: ask('Que ressentez-vous au sujet de votre commande ?', 'Très inquiet', 'Très content'),
        es: ask('¿Cómo se siente con su pedido?', 'Muy intranquilo', 'Muy contento'),
      }),
      on: 'entered',
    },
  ],
}

function promptAt(step: string, wording: Wordings): PromptDocument {
  return { id: `${step}-feel`, step: `checkout/${step}`, on: 'completed', share: 1, scale: 'faces', why: true, wording }
}

function ask(question: string, low: string, high: string): Wordings['default'] {
  return { question, low, high }
}
