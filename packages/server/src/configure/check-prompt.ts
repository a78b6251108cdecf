import {
  type FollowUp,
  type PromptDocument,
  SCALES,
  type Targeting,
  type Wording,
  type Wordings,
} from '@attune/protocol'

import { instantOf } from '../collect/clock.ts'
import { didYouMean, faultsOfRepeats, isLocale } from './faults.ts'
import { faultOfSelector } from './selector.ts'

/**
 * What in a prompt contradicts itself, or names what is not there.
 *
 * @param place Where it stands, e.g. `prompts[2]`.
 * @param places Every journey, and every step as `journey/step`.
 */
export function* faultsOfPrompt(place: string, prompt: PromptDocument, places: readonly string[]): Iterable<string> {
  // What has ended may stand where nothing is any more: its answers are about that place.
  const known = prompt.status === 'ended' ? null : places
  if (known?.includes(prompt.step) === false)
    yield `${place}.step: there is no step "${prompt.step}"${didYouMean(prompt.step, places)}`
  yield* faultsOfMoment(place, prompt, known)
  yield* faultsOfPlacement(place, prompt)
  yield* faultsOfTerm(place, prompt)
  if (prompt.who) yield* faultsOfWho(`${place}.who`, prompt.who)
  yield* faultsOfFollowUps(place, prompt)
  yield* faultsOfWordings(`${place}.wording`, prompt.wording, prompt.followUps ?? [])
  yield* faultsOfVariants(`${place}.variants`, prompt)
}

function* faultsOfMoment(
  place: string,
  { on, depth, afterMs, after, unless }: PromptDocument,
  places: readonly string[] | null,
): Iterable<string> {
  if (on === 'scrolled' && depth === undefined)
    yield `${place}.depth: is missing; say how much of the page has to be seen, e.g. 0.5`
  if (on !== 'scrolled' && depth !== undefined) yield `${place}.depth: means something only with "on": "scrolled"`
  if (on === 'stayed' && afterMs === undefined) yield `${place}.afterMs: is missing; say after how long, e.g. 30000`
  if (on !== 'stayed' && on !== 'slow' && afterMs !== undefined)
    yield `${place}.afterMs: means something only with "on": "stayed" or "slow"`
  for (const [name, moments] of [
    ['after.moments', after?.moments ?? []],
    ['unless', unless ?? []],
  ] as const) {
    for (const [i, { type, step }] of moments.entries()) {
      const here = `${place}.${name}[${i}]`
      if (type === 'opened') yield `${here}.type: a tab that is opened is no moment of a step`
      if (step !== undefined && places?.includes(step) === false)
        yield `${here}.step: there is no step "${step}"${didYouMean(step, places)}`
    }
  }
}

function* faultsOfPlacement(place: string, { placement, into, on }: PromptDocument): Iterable<string> {
  if (placement === 'inline' && into === undefined)
    yield `${place}.into: is missing; say in which element of the page it is shown, e.g. "#feedback"`
  if (placement !== 'inline' && into !== undefined)
    yield `${place}.into: means something only with "placement": "inline"`
  if (placement === 'tab' && on !== undefined && on !== 'opened')
    yield `${place}.on: a tab waits to be opened and is asked at no moment; leave "on" away`
  if (placement !== 'tab' && on === 'opened') yield `${place}.on: only a tab is opened; say "placement": "tab"`
  const fault = into === undefined ? null : faultOfSelector(into)
  if (fault !== null) yield `${place}.into: ${fault}`
}

function* faultsOfTerm(place: string, { schedule: { from, until } = {} }: PromptDocument): Iterable<string> {
  const [first, last] = [instantOf(from ?? until ?? EVER), instantOf(until ?? from ?? EVER)]
  for (const [name, text, at] of [
    ['from', from, first],
    ['until', until, last],
  ] as const)
    if (text !== undefined && at === null)
      yield `${place}.schedule.${name}: "${text}" is no instant; write it with its offset, as "2026-12-01T08:00:00+01:00"`
  if (from !== undefined && until !== undefined && first !== null && last !== null && first >= last)
    yield `${place}.schedule: ends before it begins`
}

function* faultsOfWho(place: string, { locales = [], pages = [] }: Targeting): Iterable<string> {
  for (const [i, locale] of locales.entries())
    if (!isLocale(locale)) yield `${place}.locales[${i}]: "${locale}" is no locale; write it as "de" or "pt-BR"`
  for (const [i, glob] of pages.entries())
    if (!/^[/*]/.test(glob) || glob.startsWith('//'))
      yield `${place}.pages[${i}]: "${glob}" matches nothing; it is a path, as "/checkout/**", without the host`
}

function* faultsOfFollowUps(
  place: string,
  { followUps = [], why = true, scale = 'faces' }: PromptDocument,
): Iterable<string> {
  if (why && followUps.length > 1)
    yield `${place}.followUps: with the person's own words this is more than three questions; keep one, or set "why" to false`
  yield* faultsOfRepeats(
    `${place}.followUps`,
    followUps.map((one) => one.id),
  )
  const { min, max } = SCALES[scale]
  for (const [i, { kind, options, from = min, to = max }] of followUps.entries()) {
    const here = `${place}.followUps[${i}]`
    if (kind === 'text' && options) yield `${here}.options: a text has none`
    if (kind !== 'text' && !options) yield `${here}.options: is missing; say what can be chosen`
    yield* faultsOfRepeats(`${here}.options`, options ?? [], '')
    if (from < min || to > max || from > to)
      yield `${here}: is asked at no score; "from" and "to" lie between ${min} and ${max}, in this order`
  }
}

function* faultsOfVariants(place: string, { variants = [], followUps = [] }: PromptDocument): Iterable<string> {
  yield* faultsOfRepeats(
    place,
    variants.map((variant) => variant.id),
  )
  if (variants.length > 0 && variants.every(({ weight }) => weight === 0))
    yield `${place}: nobody sees any of them; give one a weight above 0`
  for (const [i, { wording }] of variants.entries())
    if (wording) yield* faultsOfWordings(`${place}[${i}].wording`, wording, followUps)
}

function* faultsOfWordings(place: string, wordings: Wordings, followUps: readonly FollowUp[]): Iterable<string> {
  for (const [locale, wording] of Object.entries(wordings)) {
    if (locale !== 'default' && !isLocale(locale))
      yield `${place}: "${locale}" is no locale; write it as "de" or "pt-BR", or "default"`
    yield* faultsOfWords(`${place}.${locale}.followUps`, wording, followUps)
  }
}

/** Each language says all of a follow-up, so that nobody is shown half of one. */
function* faultsOfWords(
  place: string,
  { followUps: words = {} }: Wording,
  followUps: readonly FollowUp[],
): Iterable<string> {
  const ids = followUps.map((one) => one.id)
  for (const id of Object.keys(words))
    if (!ids.includes(id)) yield `${place}: there is no follow-up "${id}"${didYouMean(id, ids)}`
  for (const { id, options = [] } of followUps) {
    const own = words[id]
    if (!own) {
      yield `${place}: "${id}" has no words here`
      continue
    }
    const known = own.options ?? {}
    for (const option of options)
      if (known[option] === undefined) yield `${place}.${id}.options: "${option}" has no words here`
    for (const option of Object.keys(known))
      if (!options.includes(option))
        yield `${place}.${id}.options: there is no option "${option}"${didYouMean(option, options)}`
  }
}

const EVER = '2000-01-01T00:00:00Z'
