import type { Device, PromptDocument } from '@attune/protocol'

import { languageName } from '../language.ts'
import { answers, percent } from '../words.ts'
import { momentPast, momentSaid } from './moments.ts'
import { durationSaid } from './sequences.ts'

/**
 * Whom a prompt asks, as one sentence: `Ask 20 % of people who complete Payment on mobile, at most once.`
 *
 * @param nameOf What a step, or a journey as a whole, is called.
 */
export function askingSentence(prompt: PromptDocument, nameOf: (step: string) => string): string {
  const { share = 1, who = {}, perPerson = 1, answersPerWeek } = prompt
  const place = nameOf(prompt.step)
  const only = `${whoSaid(who)}${afterSaid(prompt, nameOf)}`
  const words = variantsSaid(prompt)
  if (prompt.placement === 'tab') return `Wait in a tab at ${place}${only}, for people to open it${words}.`
  const isEverybody = share === 1 && answersPerWeek === undefined
  const of =
    answersPerWeek === undefined
      ? isEverybody
        ? 'everybody who'
        : `${percent(share)} of people who`
      : `as many as it takes for ${answers(answersPerWeek)} a week, of people who`
  const moment = verbFor(momentSaid(prompt.on ?? 'completed'), isEverybody)
  return `Ask ${of} ${moment} ${place}${only}${unlessSaid(prompt, nameOf)}${timesSaid(perPerson)}${words}${pairsSaid(prompt)}.`
}

function afterSaid({ after, step: own }: PromptDocument, nameOf: (step: string) => string): string {
  if (after === undefined) return ''
  const before = after.moments.map(({ type, step = own }) => `${momentPast(type)} ${nameOf(step)}`)
  return `, if they ${before.join(', then ')} within the ${durationSaid(after.withinMs)} before`
}

function unlessSaid({ unless, step: own }: PromptDocument, nameOf: (step: string) => string): string {
  if (unless === undefined) return ''
  const meanwhile = unless.map(({ type, step = own }) => `${momentSaid(type)} ${nameOf(step)}`)
  return `, unless they ${either(meanwhile)} meanwhile`
}

const pairsSaid = ({ pairWith = [] }: PromptDocument): string => {
  if (pairWith.length === 0) return ''
  const one = pairWith.length === 1 ? 'another prompt' : `one of ${pairWith.length} prompts`
  return `; and whoever has just answered ${one} in the same visit`
}

const variantsSaid = ({ variants = [] }: PromptDocument): string =>
  variants.length < 2 ? '' : `, in one of ${variants.length} variants`

function whoSaid({ devices, locales, pages, returning, releases, traits }: NonNullable<PromptDocument['who']>): string {
  return [
    devices === undefined ? '' : ` on ${either(devices.map((device) => DEVICES[device]))}`,
    locales === undefined ? '' : ` in ${either(locales.map(languageName))}`,
    pages === undefined ? '' : ` at ${either(pages)}`,
    returning === undefined ? '' : returning ? ', if they were here before' : ', if it is their first visit',
    releases === undefined ? '' : `, in release ${either(releases)}`,
    ...Object.entries(traits ?? {}).map(([name, values]) => `, whose ${name} is ${either(values)}`),
  ].join('')
}

function timesSaid(perPerson: number): string {
  if (perPerson === 0) return ', as often as the limits allow'
  return perPerson === 1 ? ', at most once' : perPerson === 2 ? ', at most twice' : `, at most ${perPerson} times`
}

/** `a`, `a or b`, `a, b or c`; `nobody` for none. */
export function either(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? 'nobody'
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** “everybody who completes”, but “people who complete”: the first word is the verb. */
function verbFor(said: string, isOne: boolean): string {
  if (!isOne) return said
  const [verb = '', ...rest] = said.split(' ')
  const one = verb === 'are' ? 'is' : verb === 'go' ? 'goes' : `${verb}s`
  return [one, ...rest].join(' ')
}

export const DEVICES: Record<Device, string> = { desktop: 'a computer', mobile: 'a phone', tablet: 'a tablet' }
