import type { PromptDocument } from '@attune/protocol'

import { idFrom } from './id-from.ts'

/** A classic moment to ask at, with words that have been tried: one question about one feeling, which leads nobody. */
export interface Template {
  id: string
  name: string
  /** When it is the right one. */
  when: string
  prompt: Omit<PromptDocument, 'id' | 'step'>
}

/** Begins a prompt about a step. @param taken The ids that there are. */
export function promptFrom(template: Template, step: string, taken: readonly string[]): PromptDocument {
  const [journey = '', name = journey] = step.split('/')
  return { id: idFrom(`${name}-${template.id}`, taken, 'prompt'), step, ...structuredClone(template.prompt) }
}

export const TEMPLATES: readonly Template[] = [
  {
    id: 'feel',
    name: 'After a step',
    when: 'Right after people have completed it, while they still feel it.',
    prompt: { on: 'completed', wording: { default: { question: 'How did this step feel?' } } },
  },
  {
    id: 'paid',
    name: 'After paying',
    when: 'When payment has gone through, on the page that thanks them.',
    prompt: {
      on: 'completed',
      wording: {
        default: { question: 'How did paying feel?', why: 'What made it feel that way?', thanks: 'Thank you. Enjoy!' },
      },
    },
  },
  {
    id: 'delivered',
    name: 'After delivery',
    when: 'When people come back once their order has arrived.',
    prompt: {
      on: 'entered',
      who: { returning: true },
      wording: { default: { question: 'How did the delivery go for you?', why: 'What should we know about it?' } },
    },
  },
  {
    id: 'helped',
    name: 'After support',
    when: 'When somebody has been helped, or has tried to help themselves.',
    prompt: {
      on: 'completed',
      scale: 'ease',
      wording: { default: { question: 'How easy was it to get this sorted?', why: 'What would have made it easier?' } },
    },
  },
  {
    id: 'trouble',
    name: 'When something fails',
    when: 'After a failure that your page reports. Few are asked: they have trouble enough.',
    prompt: {
      on: 'failed',
      share: 0.5,
      wording: { default: { question: 'How was that for you?', why: 'What were you trying to do?' } },
    },
  },
  {
    id: 'leaving',
    name: 'On leaving',
    when: 'When the pointer goes to close the page before people are done.',
    prompt: {
      on: 'exit_intent',
      share: 0.2,
      wording: { default: { question: 'How was your visit so far?', why: 'What were you looking for?' } },
    },
  },
  {
    id: 'reading',
    name: 'After reading',
    when: 'When most of an article or a help page has been seen.',
    prompt: {
      on: 'scrolled',
      depth: 0.8,
      scale: 'thumbs',
      wording: { default: { question: 'Did this page help you?', why: 'What is missing?' } },
    },
  },
  {
    id: 'tab',
    name: 'A quiet feedback tab',
    when: 'Stays at the edge of the page and asks nobody. People open it when they have something to say.',
    prompt: {
      on: 'opened',
      placement: 'tab',
      perPerson: 0,
      wording: { default: { question: 'How is it going?', why: 'What would you like to tell us?' } },
    },
  },
]
