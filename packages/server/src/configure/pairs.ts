import type { Pair, PromptDocument } from '@attune/protocol'

import { didYouMean } from './faults.ts'

/** As much of a prompt as pairs depend on. */
type Paired = Pick<PromptDocument, 'id' | 'step' | 'on' | 'placement' | 'pairWith'>

/**
 * The pair of each prompt that is of one, of prompts that are live: whoever is drawn for a step that nobody is asked at would be
 * lost. A prompt at a step is of one pair only, and what has moved to where it makes none is left out.
 */
export function pairsOf(live: readonly Paired[]): Map<string, Pair> {
  const pairs = new Map<string, Pair>()
  for (const outcome of live) {
    if (!outcome.pairWith || isTab(outcome)) continue
    const steps = live.filter(
      (one) => outcome.pairWith?.includes(one.id) && !pairs.has(one.id) && !faultOf(one, outcome),
    )
    const pair = { outcome: outcome.id, steps: steps.map(({ id }) => id) }
    if (steps.length > 0) for (const { id } of [outcome, ...steps]) pairs.set(id, pair)
  }
  return pairs
}

/**
 * Among how many a prompt at a step is drawn: it is asked of so small a part of those whom its share says. 1 for what is not drawn.
 */
export function partsOf(id: string, pair: Pair | undefined): number {
  return pair && pair.outcome !== id ? pair.steps.length : 1
}

/** What speaks against the pairs of a configuration. */
export function* faultsOfPairs(prompts: readonly PromptDocument[]): Iterable<string> {
  for (const [i, prompt] of prompts.entries()) yield* faultsOfPair(`prompts[${i}]`, prompt, prompts)
}

/** The same of one prompt, among all that there are. */
export function* faultsOfPair(
  place: string,
  prompt: PromptDocument,
  prompts: readonly PromptDocument[],
): Iterable<string> {
  const { id: outcome, pairWith = [], status } = prompt
  // What has ended may name what is not there any more.
  if (status === 'ended' || pairWith.length === 0) return
  if (isTab(prompt)) yield `${place}.pairWith: a tab waits to be opened, and cannot follow on another prompt`
  for (const [i, id] of pairWith.entries()) {
    const here = `${place}.pairWith[${i}]`
    const found = prompts.find((one) => one.id === id)
    const others = prompts.filter((one) => one.id !== outcome).map((one) => one.id)
    const fault = !found
      ? `there is no prompt "${id}"${didYouMean(id, others)}`
      : (faultOf(found, prompt) ?? rivalOf(id, outcome, prompts))
    if (fault !== null) yield `${here}: ${fault}`
  }
}

/** Why a prompt makes no pair with this outcome. */
function faultOf(one: Paired, outcome: Paired): string | null {
  const { id, step, pairWith = [] } = one
  const [journey] = outcome.step.split('/')
  if (id === outcome.id) return `"${id}" is this prompt itself`
  if (step.split('/')[0] !== journey) return `"${id}" is asked in another journey`
  if (step === outcome.step) return `"${id}" is asked at the same step, where it would be the outcome again`
  if (isTab(one)) return `"${id}" is a tab, which asks nobody`
  if (pairWith.length > 0) return `"${id}" asks for an outcome itself`
  return null
}

function isTab({ on, placement }: Paired): boolean {
  return on === 'opened' || placement === 'tab'
}

function rivalOf(id: string, outcome: string, prompts: readonly PromptDocument[]): string | null {
  const rival = prompts.find(
    (one) => one.id !== outcome && one.status !== 'ended' && one.pairWith?.includes(id) === true,
  )
  return rival ? `"${id}" makes pairs with "${rival.id}" already` : null
}
