import type { CompareAnswer, CompareCondition } from '@attune/protocol'

import { count, percent } from '../../words.ts'
import { sideName } from './names.ts'

/** What a condition asks for and what there is; null where it does not apply to such a comparison. */
export function conditionSentence(answer: CompareAnswer, { id, met }: CompareCondition): string | null {
  return SENTENCES[id](answer, met)
}

const SENTENCES: Record<CompareCondition['id'], (answer: CompareAnswer, met: boolean | null) => string | null> = {
  weeks: ({ weeks }) =>
    weeks === null
      ? null
      : `Two whole weeks on each side, because weekdays differ: there ${weeks === 1 ? 'is 1' : `are ${weeks}`}.`,
  answers: ({ a, b }) => `Fifty answers on each side: ${count(a.figures?.n ?? 0)} and ${count(b.figures?.n ?? 0)}.`,
  sample_ratio: ({ by, a, sample_ratio: ratio }) => {
    if (by !== 'variant') return null
    if (ratio === null) return 'Variants shown as their weights say: nobody knows how often they were shown.'
    return `Variants shown as their weights say: “${a.name}” made up ${exact(ratio.share)}, and ${exact(ratio.expected)} was meant.`
  },
  answer_rate: (answer, met) => {
    const { a, b, answer_rate: rates } = answer
    const asked = 'As many answering of those who were asked:'
    if (rates === null) return `${asked} not known, because nobody counted how many were asked.`
    const found = `${exact(rates.a)} (${sideName(answer, a)}) and ${exact(rates.b)} (${sideName(answer, b)})`
    return `${asked} ${found}${met === false ? '. Different people answered' : ''}.`
  },
  interval: ({ effect }) => {
    const [low, high] = [effect?.anytime_low ?? null, effect?.anytime_high ?? null]
    const found = low === null || high === null ? 'there is none' : `it runs from ${percent(low)} to ${percent(high)}`
    return `An interval clear of 50\u202f%, however often one looks: ${found}.`
  },
  effect: ({ effect }) => {
    const found =
      effect === null
        ? 'there is no figure'
        : `it is ${Math.round(Math.abs(effect.probability - 0.5) * 100)} away, ${SIZES[effect.size]}`
    return `At least 6 points away from 50\u202f%: ${found}.`
  },
}

const exact = (share: number): string => `${(share * 100).toFixed(1)}\u202f%`

const SIZES = {
  negligible: 'next to nothing',
  small: 'a small difference',
  medium: 'a difference one notices',
  large: 'a large difference',
} as const
