import type { MomentName, MomentType, PromptDocument } from '@attune/protocol'

/** Where moments are named: what has to happen before, and what keeps a prompt from being asked. */
export type Sequence = 'after' | 'unless'

/** The moments that a prompt comes after or gives way to, in their order. */
export const momentsOf = ({ after, unless = [] }: PromptDocument, which: Sequence): MomentName[] =>
  which === 'after' ? (after?.moments ?? []) : unless

/** The same with other moments; with none, the condition goes. */
export function withMoments(prompt: PromptDocument, which: Sequence, moments: MomentName[]): PromptDocument {
  const { [which]: _, ...rest } = prompt
  if (moments.length === 0) return rest
  if (which === 'unless') return { ...rest, unless: moments }
  return { ...rest, after: { moments, withinMs: prompt.after?.withinMs ?? USUAL_WITHIN_MS } }
}

/** A moment more, of which it is likeliest that somebody means it: a failure before or meanwhile, or its mending. */
export function withMoment(prompt: PromptDocument, which: Sequence): PromptDocument {
  const moments = momentsOf(prompt, which)
  const { on = 'completed' } = prompt
  const first: MomentType = which === 'unless' && on !== 'completed' ? 'completed' : 'failed'
  const next: MomentType[] = [first, 'entered', 'left', 'error']
  const type = next.find((one) => one !== on && !moments.some((moment) => moment.type === one && !moment.step))
  return withMoments(prompt, which, [...moments, { type: type ?? 'entered' }])
}

/** The same with the first of what has to happen before at most so long ago. */
export function within(prompt: PromptDocument, withinMs: number): PromptDocument {
  return prompt.after === undefined ? prompt : { ...prompt, after: { ...prompt.after, withinMs } }
}

export type Unit = 'seconds' | 'minutes' | 'hours'

/** A time as people say it: in the largest unit that it is a whole number of. */
export function durationOf(ms: number): { n: number; unit: Unit } {
  const unit = UNITS.find((one) => ms % UNIT_MS[one] === 0) ?? 'seconds'
  return { n: Math.max(1, Math.round(ms / UNIT_MS[unit])), unit }
}

/** So long; at most a day, which is as far back as a page looks. */
export const msOf = (n: number, unit: Unit): number => Math.min(DAY_MS, n * UNIT_MS[unit])

/** `30 minutes`, `hour`, `second`: what stands after “within the”. */
export function durationSaid(ms: number): string {
  const { n, unit } = durationOf(ms)
  return n === 1 ? unit.slice(0, -1) : `${n} ${unit}`
}

export const UNIT_MS: Record<Unit, number> = { seconds: 1_000, minutes: 60_000, hours: 3_600_000 }
export const DAY_MS = 86_400_000
/** As many as the service takes. */
export const MOST_MOMENTS = 10

const UNITS: Unit[] = ['hours', 'minutes', 'seconds']
/** Somebody who tries again does so within this; who comes back later has another visit. */
const USUAL_WITHIN_MS = 30 * 60_000
