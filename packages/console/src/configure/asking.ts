import type { MomentType, PromptDocument, Targeting } from '@attune/protocol'

/** The shares that are offered; another one that is in use stands among them. */
export const sharesWith = (share: number): number[] =>
  [...new Set([1, 0.5, 0.33, 0.2, 0.1, 0.05, 0.01, share])].toSorted((a, b) => b - a)

/** The same at another moment, with what that moment needs and without what only another one has. */
export function atMoment(prompt: PromptDocument, on: MomentType): PromptDocument {
  const { depth, afterMs, ...rest } = prompt
  return {
    ...rest,
    on,
    ...(on === 'scrolled' && { depth: depth ?? 0.5 }),
    ...(on === 'stayed' && { afterMs: afterMs ?? 30_000 }),
    ...(on === 'slow' && afterMs !== undefined && { afterMs }),
  }
}

/** The same in another place: a tab waits to be opened, and everything else is asked at a moment. */
export function placed(prompt: PromptDocument, placement: NonNullable<PromptDocument['placement']>): PromptDocument {
  const { placement: _, into, on, perPerson, ...rest } = prompt
  if (placement === 'tab') {
    // Nobody is asked by it, so there is no share to set and no pause to wait for.
    const { depth: __, afterMs: ___, unless: ____, answersPerWeek: _____, pairWith: ______, ...still } = rest
    return { ...still, on: 'opened', placement, perPerson: 0 }
  }
  return {
    ...rest,
    on: on === 'opened' || on === undefined ? 'completed' : on,
    ...(perPerson !== undefined && perPerson !== 0 && { perPerson }),
    ...(placement === 'inline' && { placement, into: into ?? '' }),
  }
}

/** The same for other people; `undefined` takes a condition away. */
export function targeted<K extends keyof Targeting>(
  prompt: PromptDocument,
  name: K,
  value: Targeting[K] | undefined,
): PromptDocument {
  const { who: { [name]: _, ...others } = {}, ...rest } = prompt
  const who = { ...others, ...(value !== undefined && { [name]: value }) }
  return { ...rest, ...(Object.keys(who).length > 0 && { who }) }
}

/** Whether more is said of whom it asks than its first sentence has room for. */
export function isNarrowed({ who = {}, after, unless }: PromptDocument): boolean {
  return after !== undefined || unless !== undefined || Object.keys(who).some((name) => name !== 'devices')
}

/** `de, pt-BR` or lines, as what stands in a list. */
export const listFrom = (text: string): string[] =>
  text
    .split(/[\n,]/u)
    .map((one) => one.trim())
    .filter((one) => one !== '')
