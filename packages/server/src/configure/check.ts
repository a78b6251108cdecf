import type { ConfigurationDocument, JourneyConfig, PromptDocument, StepMatch } from '@attune/protocol'
import { ConfigurationSchema, JourneySchema, PromptSchema } from '@attune/protocol/schema'

import { ORIGIN_PATTERN } from '../admission/origins.ts'
import { instantOf } from '../collect/clock.ts'
import { AppError } from '../errors.ts'
import { faultsOfPrompt } from './check-prompt.ts'
import { compileShape, placeOf } from './check-shape.ts'
import { faultsOfTheme } from './check-theme.ts'
import { didYouMean, faultsOfRepeats } from './faults.ts'
import { faultsOfPair, faultsOfPairs } from './pairs.ts'
import { placesOf } from './places.ts'
import { faultOfSelector } from './selector.ts'

/**
 * Takes a document for a configuration, or says where it is none.
 *
 * @throws AppError `invalid_configuration`, naming up to five places, e.g. `prompts[2].step: there is no step "checkout/pay";
 * did you mean "checkout/payment"?`
 */
export function checkConfiguration(document: unknown): ConfigurationDocument {
  refuse(faultsOfConfiguration(document))
  return document as ConfigurationDocument
}

const faultsOfShape = compileShape(ConfigurationSchema)

/** Everything that is wrong with a document, each with its place; what something means is looked at where its shape is right. */
export function faultsOfConfiguration(document: unknown): string[] {
  const faults = [...faultsOfText('', document), ...faultsOfShape(document)]
  if (faults.length === 0) {
    const sound = document as ConfigurationDocument
    return [...faultsOfMeaning(sound), ...faultsOfPairs(sound.prompts)]
  }
  const unsound = new Set(faults.map(partOf))
  const rest = soundOf(document as ConfigurationDocument, unsound)
  return rest ? [...faults, ...[...faultsOfMeaning(rest)].filter((fault) => !unsound.has(partOf(fault)))] : faults
}

/** `prompts[2]` of `prompts[2].step: …`. */
const partOf = (fault: string) => /^[a-z ]+(?:\[\d+\])?/.exec(fault)?.[0] ?? ''

/** The same document with something sound in the place of what is not, so that numbers stay; null where too little is left. */
function soundOf(document: ConfigurationDocument, unsound: ReadonlySet<string>): ConfigurationDocument | null {
  if ([...unsound].some((part) => part !== 'project' && !part.startsWith('prompts['))) return null
  const standIn = { step: '', wording: { default: { question: '' } } }
  return {
    project: unsound.has('project') ? { name: '' } : document.project,
    journeys: document.journeys,
    prompts: document.prompts.map((prompt, i) => (unsound.has(`prompts[${i}]`) ? { ...standIn, id: `${i}.` } : prompt)),
  }
}

/**
 * The same for one journey, whose places begin at it, e.g. `steps[1].match.urls`.
 *
 * @throws AppError `invalid_configuration`
 */
export function checkJourney(document: unknown): JourneyConfig {
  refuse([...faultsOfText('', document), ...faultsOfJourneyShape(document)])
  const journey = document as JourneyConfig
  refuse(withoutDot(faultsOfJourney('', journey)))
  return journey
}

const faultsOfJourneyShape = compileShape(JourneySchema)

/**
 * The same for one prompt, as far as its shape goes: what contradicts itself is for `faultsOfDraft`, so that a draft can be kept
 * before it is right.
 *
 * @throws AppError `invalid_configuration`
 */
export function checkPromptShape(document: unknown): PromptDocument {
  refuse([...faultsOfText('', document), ...faultsOfPromptShape(document)])
  return document as PromptDocument
}

const faultsOfPromptShape = compileShape(PromptSchema)

/** What stands against publishing a prompt in a configuration of these journeys. @param others All that are published besides. */
export function faultsOfDraft(
  prompt: PromptDocument,
  journeys: readonly JourneyConfig[],
  others: readonly PromptDocument[],
): string[] {
  const all = [...others, prompt]
  // What it would take out of another's pairs is said, too.
  const pairs = others.flatMap((other) => {
    const [first] = other.pairWith?.includes(prompt.id) ? faultsOfPair('', other, all) : []
    return first === undefined ? [] : [`"${other.id}" makes pairs with it${first.replace(/^[^:]*/, '')}`]
  })
  return [
    ...withoutDot([...faultsOfPrompt('', prompt, placesOf(journeys)), ...faultsOfPair('', prompt, all)]),
    ...pairs,
  ]
}

/** Refuses what has faults, in one sentence. @throws AppError `invalid_configuration` */
export function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw new AppError('invalid_configuration', sentenceOf(faults))
}

function withoutDot(faults: Iterable<string>): string[] {
  return [...faults].map((fault) => fault.replace(/^\./, ''))
}

const MAX_SHOWN = 5

function sentenceOf(faults: readonly string[]): string {
  const shown = faults.slice(0, MAX_SHOWN).join('; ')
  return faults.length > MAX_SHOWN ? `${shown}; and ${faults.length - MAX_SHOWN} more.` : shown
}

/** PostgreSQL holds neither NUL nor half a character. */
function* faultsOfText(pointer: string, value: unknown): Iterable<string> {
  if (typeof value === 'string') {
    if (value.includes('\0') || !value.isWellFormed()) yield `${placeOf(pointer)}: holds a character that is none`
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) yield* faultsOfText(`${pointer}/${name}`, inner)
  }
}

function* faultsOfMeaning({ project, journeys, prompts }: ConfigurationDocument): Iterable<string> {
  if (project.zone !== undefined) yield* faultsOfZone(project.zone)
  yield* faultsOfRepeats(
    'project.keys',
    (project.keys ?? []).map((said) => (typeof said === 'string' ? said : said.key)),
    '',
  )
  for (const [i, said] of (project.keys ?? []).entries())
    if (typeof said !== 'string' && instantOf(said.expires) === null)
      yield `project.keys[${i}].expires: "${said.expires}" is no instant; write it with its offset, as "2026-12-01T08:00:00+01:00"`
  for (const [i, origin] of (project.origins ?? []).entries())
    if (!ORIGIN.test(origin))
      yield `project.origins[${i}]: "${origin}" is no origin; write it as "https://shop.example", without a path, or "https://*.shop.example"`
  if (project.theme) yield* faultsOfTheme('project.theme', project.theme)
  yield* faultsOfRepeats('journeys', names(journeys))
  for (const [i, journey] of journeys.entries()) yield* faultsOfJourney(`journeys[${i}]`, journey)
  const places = placesOf(journeys)
  yield* faultsOfRepeats('prompts', names(prompts))
  for (const [i, prompt] of prompts.entries()) yield* faultsOfPrompt(`prompts[${i}]`, prompt, places)
}

const ORIGIN = new RegExp(ORIGIN_PATTERN)

function* faultsOfJourney(place: string, { steps, goal }: JourneyConfig): Iterable<string> {
  const ids = names(steps)
  yield* faultsOfRepeats(`${place}.steps`, ids)
  for (const [at, { match }] of steps.entries()) if (match) yield* faultsOfMatch(`${place}.steps[${at}].match`, match)
  if (goal !== undefined && !ids.includes(goal))
    yield `${place}.goal: there is no step "${goal}" in this journey${didYouMean(goal, ids)}`
}

function* faultsOfMatch(place: string, { urls = [], appears, clicked }: StepMatch): Iterable<string> {
  for (const [i, glob] of urls.entries())
    if (!/^[/*#]/.test(glob))
      yield `${place}.urls[${i}]: "${glob}" matches nothing; it is a path, as "/checkout/**", or a host and a path, as "//shop.example/cart"`
  for (const [name, selector] of Object.entries({ appears, clicked })) {
    const fault = selector === undefined ? null : faultOfSelector(selector)
    if (fault !== null) yield `${place}.${name}: ${fault}`
  }
}

/** Offsets such as `+02:00` are no zones: they know no summer time. */
function* faultsOfZone(zone: string): Iterable<string> {
  if (/^[A-Za-z]/.test(zone) && isZone(zone)) return
  yield `project.zone: there is no time zone "${zone}"${didYouMean(zone, ['UTC', ...Intl.supportedValuesOf('timeZone')])}`
}

function isZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('sv-SE', { timeZone: zone }))
  } catch {
    return false
  }
}

const names = (things: { id: string }[]) => things.map((thing) => thing.id)
