import type { MomentName, MomentType, PromptChange, PromptDocument, Quota } from '@attune/protocol'

import { changesOfFollowUps } from './changes-follow-ups.ts'
import { changesOfVariants, changesOfWordings } from './changes-wording.ts'
import { type WholePrompt, wholePromptOf } from './document.ts'

/**
 * What differs between two versions of a prompt, each as a sentence, in the order in which an owner writes a prompt.
 *
 * What is left to defaults is no difference, and the status none at all: it is of no version. Answers are not comparable any more
 * where people read other words, or chose on another scale, among other options, or after other questions. Another language, or
 * a question that is added after the others, changes nothing of what was asked before it.
 */
export function changesBetween(before: PromptDocument, after: PromptDocument): PromptChange[] {
  const [a, b] = [wholePromptOf(before), wholePromptOf(after)]
  const fields = FIELDS.flatMap(({ place, name, of, say, breaks = false }): PromptChange[] => {
    const [was, is] = [of(a), of(b)]
    if (say(was) === say(is)) return []
    return [{ place, before: was, after: is, text: `${name}: ${say(was)} became ${say(is)}`, breaks }]
  })
  return [
    ...changesOfWordings('wording', a.wording, b.wording),
    ...changesOfFollowUps(a, b),
    ...fields,
    ...traitChanges(a, b),
    ...changesOfVariants(a, b),
  ].map(({ place, before: was = null, after: is = null, text, breaks }) => ({
    place,
    before: was,
    after: is,
    text,
    breaks,
  }))
}

interface Field<T> {
  place: string
  /** How the sentence begins. */
  name: string
  of: (prompt: WholePrompt) => T
  /** Two values that are said alike are alike. */
  say: (value: T) => string
  breaks?: boolean
}

const asIs = (value: string) => value
const yesOrNo = (value: boolean) => (value ? 'yes' : 'no')
const percent = (value: number | undefined) =>
  value === undefined ? 'as it comes' : `${Number((value * 100).toFixed(4))} %`
const orNothing = (nothing: string) => (value: string | undefined) => value ?? nothing
const anyOf = (everybody: string) => (values: readonly string[] | undefined) =>
  values === undefined ? everybody : values.length === 0 ? 'none' : values.toSorted().join(', ')

const FIELDS = [
  field({ place: 'scale', name: 'The scale', of: (p) => p.scale, say: asIs, breaks: true }),
  field({ place: 'why', name: "Asks for the person's own words", of: (p) => p.why, say: yesOrNo }),
  field({ place: 'step', name: 'The step', of: (p) => p.step, say: asIs, breaks: true }),
  field({ place: 'on', name: 'The moment', of: (p) => p.on, say: sayMoment }),
  field({ place: 'depth', name: 'How much of the page has to be seen', of: (p) => p.depth, say: percent }),
  field({ place: 'afterMs', name: 'After how long', of: (p) => p.afterMs, say: sayTime }),
  field({ place: 'after', name: 'What has to happen before', of: (p) => p.after, say: sayAfter }),
  field({ place: 'unless', name: 'What keeps it from being asked', of: (p) => p.unless, say: sayMoments }),
  field({ place: 'share', name: 'The share of people who are asked', of: (p) => p.share, say: percent }),
  field({ place: 'perPerson', name: 'How often one person is asked', of: (p) => p.perPerson, say: sayTimes }),
  field({ place: 'who.devices', name: 'The devices', of: (p) => p.who?.devices, say: anyOf('all') }),
  field({ place: 'who.locales', name: 'The languages it is for', of: (p) => p.who?.locales, say: anyOf('all') }),
  field({ place: 'who.releases', name: 'The releases', of: (p) => p.who?.releases, say: anyOf('all') }),
  field({ place: 'who.pages', name: 'The pages', of: (p) => p.who?.pages, say: anyOf('all') }),
  field({ place: 'who.returning', name: 'The people', of: (p) => p.who?.returning, say: sayReturning }),
  field({ place: 'placement', name: 'Where it is shown', of: (p) => p.placement, say: orNothing('card') }),
  field({ place: 'into', name: 'The element it is shown in', of: (p) => p.into, say: orNothing('none') }),
  field({ place: 'schedule.from', name: 'The first instant', of: (p) => p.schedule?.from, say: orNothing('at once') }),
  field({ place: 'schedule.until', name: 'The end', of: (p) => p.schedule?.until, say: orNothing('none') }),
  field({ place: 'quota', name: 'Answers wanted', of: (p) => p.quota, say: sayQuota }),
  field({ place: 'pairWith', name: 'The prompts that it makes pairs with', of: (p) => p.pairWith, say: anyOf('none') }),
  field({ place: 'answersPerWeek', name: 'What sets the share', of: (p) => p.answersPerWeek, say: sayWanted }),
]

/** Lets each field have a type of its own in one list. */
function field<T>(one: Field<T>): Field<unknown> {
  return one as Field<unknown>
}

function traitChanges({ who: a = {} }: WholePrompt, { who: b = {} }: WholePrompt) {
  const names = new Set([...Object.keys(a.traits ?? {}), ...Object.keys(b.traits ?? {})])
  return [...names].flatMap((name) => {
    const [before, after] = [a.traits?.[name], b.traits?.[name]]
    const [was, is] = [before, after].map(anyOf('anything'))
    if (was === is) return []
    return {
      place: `who.traits.${name}`,
      before,
      after,
      text: `People whose ${name} is: ${was} became ${is}`,
      breaks: false,
    }
  })
}

const MOMENTS: Partial<Record<MomentType, string>> = {
  entered: 'the step is entered',
  completed: 'the step is completed',
  failed: 'the step fails',
  left: 'the step is left',
  rage_click: 'somebody clicks in anger',
  dead_click: 'a click does nothing',
  error: 'an error happens',
  back_and_forth: 'somebody goes back and forth',
  slow: 'the page is slow',
  invalid: 'a form is refused',
  exit_intent: 'somebody is about to leave',
  scrolled: 'somebody has scrolled',
  stayed: 'somebody has stayed',
  opened: 'somebody opens the tab',
}

function sayMoment(type: MomentType): string {
  return MOMENTS[type] ?? type
}

function sayMoments(moments: readonly MomentName[] | undefined): string {
  if (moments === undefined) return 'nothing'
  return moments.map(({ type, step }) => sayMoment(type) + (step === undefined ? '' : ` (${step})`)).join(', then ')
}

function sayAfter(after: WholePrompt['after']): string {
  return after === undefined ? 'nothing' : `${sayMoments(after.moments)}, within ${sayTime(after.withinMs)}`
}

function sayTime(ms: number | undefined): string {
  if (ms === undefined) return 'at once'
  return ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1_000} s`
}

function sayTimes(times = 1): string {
  if (times === 0) return 'as often as the budget allows'
  return times === 1 ? 'once' : `${times} times`
}

function sayReturning(returning: boolean | undefined): string {
  if (returning === undefined) return 'everybody'
  return returning ? 'those who come back' : 'those who are here for the first time'
}

function sayWanted(answers: number | undefined): string {
  return answers === undefined ? 'it is as written' : `what ${answers} answers a week take`
}

function sayQuota(quota: Quota | undefined): string {
  if (quota === undefined) return 'as many as come'
  const { answers, per = 'ever' } = quota
  return per === 'ever' ? `${answers} altogether` : `${answers} a ${per}`
}
