import type { Pair, PromptDocument } from '@attune/protocol'

/** What the notes of a forecast depend on. */
export interface NotesAsked {
  prompt: PromptDocument
  pair?: Pair | undefined
  days: number
  hasSample: boolean
  isReachedKnown: boolean
  /** Where it is known from how many the budget lets through; null where nothing is. */
  letThroughFrom: 'prompt' | 'project' | null
  /** Other prompts of whose moments nothing is counted. */
  unknownOthers: readonly string[]
  /** When the schedule ends; null: never. */
  ends: number | null
  now: number
}

/** What cannot be known from counts, and what the figures leave out: one sentence each, the weightiest first. */
export function notesOn(asked: NotesAsked): string[] {
  return [...noteOnMoment(asked), ...noteOnPeople(asked), ...noteOnBudget(asked), ...noteOnTerm(asked)]
}

function* noteOnMoment({ prompt: { on = 'completed', step, status }, isReachedKnown }: NotesAsked) {
  if (status === 'imported') yield 'An imported prompt only gives meaning to answers from elsewhere: it is never asked.'
  if (on === 'opened') yield 'A tab asks nobody: people open it by themselves, so nothing here is a forecast of it.'
  else if (!isReachedKnown && UNCOUNTED.has(on))
    yield `How often ${UNCOUNTED.get(on)} is not counted: it is known on people's devices alone.`
  else if (!isReachedKnown)
    yield `Nothing has been counted of "${on}" at ${step} yet. Walk your site once with the script on it, or wait a day.`
}

function* noteOnPeople({ prompt: { id, who = {}, after }, pair, days, hasSample }: NotesAsked) {
  if (pair?.outcome === id)
    yield 'It makes pairs: whoever answers at one of its steps is asked it, too, whatever its share. More will be asked.'
  else if (pair)
    yield `It is one of ${pair.steps.length} that make pairs with "${pair.outcome}": only those for whom it is drawn are asked.`
  const { traits, pages, returning } = who
  const hidden = [
    ...(traits && Object.keys(traits).length > 0 ? [`traits (${Object.keys(traits).join(', ')})`] : []),
    ...(pages ? ['pages'] : []),
    ...(returning === undefined ? [] : [returning ? 'people who come back' : 'people who are new']),
    ...(after ? ['what has to happen before'] : []),
  ]
  if (hidden.length > 0)
    yield `Counts know no single person, so what the prompt says of ${hidden.join(', ')} is left out: fewer will be asked.`
  if (hasSample) yield 'Sample data is counted here, too: remove it for figures of people alone.'
  if (days > 0 && days < WINDOW)
    yield `Counted so far: ${days === 1 ? 'one day' : `${days} days`}. Weekends may look different.`
}

function* noteOnBudget({ letThroughFrom, unknownOthers, isReachedKnown, prompt: { on } }: NotesAsked) {
  if (letThroughFrom === null && isReachedKnown && on !== 'opened')
    yield 'What the budget and other prompts take away is not known yet: hardly anybody has been considered. Fewer will be asked.'
  if (letThroughFrom === 'project')
    yield 'What the budget and other prompts take away is taken from all prompts together: this one has not been asked enough yet.'
  if (unknownOthers.length > 0)
    yield `How many people ${unknownOthers.join(', ')} would want is not known: nothing is counted of their moments.`
}

function* noteOnTerm({ prompt: { quota }, ends, now }: NotesAsked) {
  if (ends !== null && now >= ends) yield 'Its schedule is over: nobody is asked any more.'
  else if (ends !== null) yield 'Answers that would come after the end of its schedule are not promised.'
  if (quota) yield 'Its quota ends the asking before more is reached.'
}

/** Moments that pages notice and do not report, as a sentence says them. */
const UNCOUNTED = new Map<string, string>([
  ['exit_intent', 'the pointer leaves the page'],
  ['scrolled', 'people scroll so far'],
  ['stayed', 'people stay so long'],
])

/** Days that a forecast looks back. */
export const WINDOW = 14
