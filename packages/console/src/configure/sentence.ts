import type { Device, PromptDocument } from '@attune/protocol'

import { percent } from '../words.ts'
import { languageName } from './languages.ts'
import { momentSaid } from './moments.ts'

/**
 * Whom a prompt asks, as one sentence: `Ask 20 % of people who complete Payment on mobile, at most once.`
 *
 * @param place What the step, or the journey as a whole, is called.
 */
export function askingSentence(prompt: PromptDocument, place: string): string {
  const { share = 1, who = {}, perPerson = 1 } = prompt
  if (prompt.placement === 'tab') return `Wait in a tab at ${place}${whoSaid(who)}, for people to open it.`
  const of = share === 1 ? 'everybody who' : `${percent(share)} of people who`
  const moment = verbFor(momentSaid(prompt.on ?? 'completed'), share === 1)
  return `Ask ${of} ${moment} ${place}${whoSaid(who)}${timesSaid(perPerson)}.`
}

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
