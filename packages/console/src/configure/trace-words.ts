import type { JourneyConfig, RejectReason, TraceMoment } from '@attune/protocol'

import { nameOfPlace, stepsAt } from './steps-of.ts'

/** What a moment of one's own walk means, in words: `Completed Payment`. */
export function meaningOf({ type, step, detail, prompt, refused }: TraceMoment, journeys: JourneyConfig[]): string {
  const name = step === '' ? 'a step' : `“${nameOfPlace(step, journeys)}”`
  if (refused !== null) return REFUSED[refused](name)
  const asked = `“${prompt ?? ''}”`
  if (type === 'entered') return `Entered ${name}`
  if (type === 'completed') return `Completed ${name}`
  if (type === 'left') return `Left ${name} without completing it`
  if (type === 'failed') return `Failed at ${name}${detail === null ? '' : `: ${detail}`}`
  if (type === 'signal') return `${SIGNALS[detail ?? ''] ?? 'A sign of struggle'} at ${name}`
  if (type === 'considered') return `${asked} ${CONSIDERED[detail ?? ''] ?? 'was considered'}`
  if (type === 'shown') return `${asked} was asked`
  if (type === 'dismissed') return `${asked} ${DISMISSED[detail ?? ''] ?? 'was sent away'}`
  if (type === 'answered') return `${asked} was answered. What was said is not shown here`
  if (type === 'outcome') return detail === 'reached' ? `Reached the goal of ${name}` : `Gave ${name} up`
  return 'Something that nobody knows'
}

/** How a step was noticed at a page, as far as its description says. */
export function noticedBy({ step, page }: Pick<TraceMoment, 'step' | 'page'>, journeys: JourneyConfig[]): string {
  const [id, stepId] = step.split('/')
  const match = journeys.find((one) => one.id === id)?.steps.find((one) => one.id === stepId)?.match
  if (page !== null && stepsAt(page, journeys).includes(step)) return 'by its address'
  const ways = [
    match?.appears === undefined ? [] : [`${match.appears} appeared`],
    match?.clicked === undefined ? [] : [`${match.clicked} was clicked`],
  ].flat()
  return ways.length === 0 ? 'by code or a mark in the page' : `because ${ways.join(' or ')}, or by code`
}

/** What a path becomes as an address of a step: what was masked in it, because it names a person, may be anything. */
export const globOf = (path: string): string => path.replaceAll(/[^/]*\[masked\][^/]*/gu, '*')

const SIGNALS: Record<string, string> = {
  rage_click: 'Rage clicks',
  dead_click: 'A dead click',
  error: 'An error',
  back_and_forth: 'Back and forth',
  slow: 'A slow page',
  invalid: 'A refused form',
}

const CONSIDERED: Record<string, string> = {
  asked: 'is to be asked, at the next pause',
  sampled_out: 'would not be asked: you are not in its share of people',
  over_budget: 'would not be asked: it would be too often for one person',
  busy: 'would not be asked: another prompt is on its way, or the person is busy',
  passed: 'was not asked: no quiet moment came in time',
}

const DISMISSED: Record<string, string> = {
  closed: 'was closed without an answer',
  ignored: 'was left alone',
  never: 'was sent away for good',
}

const REFUSED: Record<RejectReason, (name: string) => string> = {
  malformed: () => 'Not taken: it is nothing that pages report',
  unknown_step: (name) => `Not taken: there is no step ${name}`,
  unknown_journey: (name) => `Not taken: there is no journey for ${name}`,
  unknown_prompt: () => 'Not taken: there is no such prompt',
  unknown_version: () => 'Not taken: there is no such version of the prompt',
  feel_out_of_range: () => 'Not taken: its scale knows no such answer',
  too_old: () => 'Not taken: it is too old',
  in_the_future: () => 'Not taken: the clock of this device is ahead',
  quarantined: () => 'Set aside: the database refused it',
  impression_invalid: () => 'Not taken: nothing proves that the prompt was shown',
  impression_expired: () => 'Not taken: the prompt was shown too long ago',
  impression_used: () => 'Not taken: this showing of the prompt has an answer already',
  bot: () => 'Not taken: this browser says that it is a robot',
}
