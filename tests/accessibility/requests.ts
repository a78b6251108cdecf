import { SCALES, type Placement, type Scale } from '@attune/protocol'

import type { Look, Request } from './host.ts'

/** Every scale that the protocol knows. */
export const EVERY_SCALE = Object.keys(SCALES) as Scale[]

export const EVERY_PLACEMENT: Placement[] = ['card', 'inline', 'tab']

/** How many points a scale has. */
export function countOf(scale: Scale): number {
  const { min, max } = SCALES[scale]
  return max - min + 1
}

/** A prompt with as much in it as there can be: a score, a comment, and several to tick. */
export function fullRequest(scale: Scale, placement: Placement = 'card', { wording, ...more }: Request = {}): Request {
  return {
    scale,
    placement,
    why: true,
    ...(placement === 'inline' && { into: '#place' }),
    followUps: [{ id: 'trouble', kind: 'many', options: ['slow', 'unclear', 'none'] }],
    wording: { question: 'How did paying feel?', followUps: { trouble: TROUBLE }, ...wording },
    ...more,
  }
}

const TROUBLE = {
  question: 'What was in your way?',
  options: { slow: 'It took long', unclear: 'I was not sure what to do', none: 'Nothing' },
}

/** The other kinds of follow-ups: one to choose, and a written one. */
export const OTHER_KINDS: Request = {
  scale: 'faces',
  why: false,
  followUps: [
    { id: 'means', kind: 'one', options: ['card', 'bank', 'other'] },
    { id: 'missing', kind: 'text' },
  ],
  wording: {
    question: 'How did paying feel?',
    followUps: {
      means: {
        question: 'How did you pay?',
        options: { card: 'By card', bank: 'From my bank', other: 'In another way' },
      },
      missing: { question: 'What did you miss?' },
    },
  },
}

const ARABIC: Request['wording'] = { question: 'كيف كان شعورك أثناء الدفع؟', low: 'سيئ جدا', high: 'جيد جدا' }

/** Words as long as any language has them. */
const LONG: Request['wording'] = {
  question: 'Wie zufrieden waren Sie mit der Rechtsschutzversicherungsgesellschaftsbeitragszahlungsabwicklung?',
  low: 'Außerordentlich unzufriedenstellend',
  high: 'Außerordentlich zufriedenstellend',
  why: 'Was hat Ihnen bei der Kraftfahrzeughaftpflichtversicherungsbeitragszahlung am meisten gefehlt?',
}

/** Everything a prompt is looked at through; `request` goes over the prompt's own. */
export const LOOKS: { name: string; look: Look; request?: Request }[] = [
  { name: 'light', look: { context: { colorScheme: 'light' } } },
  { name: 'dark', look: { context: { colorScheme: 'dark' } } },
  { name: 'forced colours on light', look: { context: { forcedColors: 'active', colorScheme: 'light' } } },
  { name: 'forced colours on dark', look: { context: { forcedColors: 'active', colorScheme: 'dark' } } },
  { name: 'with motion', look: { context: { reducedMotion: 'no-preference' } } },
  { name: 'right to left', look: {}, request: { locale: 'ar', wording: ARABIC } },
  { name: '320 px', look: { context: { viewport: { width: 320, height: 568 } } } },
  { name: '400 % zoom', look: { context: { viewport: { width: 320, height: 256 } } } },
  {
    name: 'the longest words',
    look: { context: { viewport: { width: 320, height: 568 } } },
    request: { locale: 'de', wording: LONG },
  },
  { name: 'a hostile style', look: { path: '/hostile' } },
]
