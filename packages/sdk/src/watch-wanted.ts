import type { MomentType, PageConfig, Signal } from '@attune/protocol'

/**
 * What a project wants to know of: signals at any step, and at their steps what its prompts are asked at, come after or give
 * way to.
 */
export function createWanted({ prompts, settings: { signals = [] } }: Pick<PageConfig, 'prompts' | 'settings'>) {
  const names = prompts.flatMap(({ on, step, depth, afterMs, after, unless }) => [
    { type: on, step, limit: depth ?? afterMs },
    ...[...(after?.moments ?? []), ...(unless ?? [])].map(({ type, step: at = step }) => ({
      type,
      step: at,
      limit: undefined,
    })),
  ])
  const isSignal = (type: MomentType) => signals.includes(type as Signal)

  return {
    /** Whether it is wanted at any step: what is not costs no listener. */
    isAnywhere: (type: MomentType) => isSignal(type) || names.some((name) => name.type === type),
    /**
     * From where on it is wanted at a step: a share of the page for `scrolled`, milliseconds for `stayed` and `slow`, 0 for
     * anything else. Empty where it is not wanted there.
     */
    limitsAt(type: MomentType, step: string): number[] {
      const wanted = names.filter((name) => name.type === type && name.step === step).map(({ limit }) => limit)
      if (isSignal(type)) wanted.push(undefined)
      return wanted.map((limit) => limit ?? DEFAULT_LIMITS[type] ?? 0)
    },
    /** Whether it is reported besides being told: what a prompt only comes after or gives way to stays on the device. */
    isReported: (type: MomentType, step: string): type is Signal =>
      !ACTS.has(type) && (isSignal(type) || prompts.some((prompt) => prompt.on === type && prompt.step === step)),
  }
}

/** What is no signal of struggle. */
const ACTS = new Set<MomentType>(['exit_intent', 'scrolled', 'stayed'])

/**
 * Where a configuration leaves it open. A minute is ours: most steps of a form take less. Half of the page is what Formbricks'
 * scroll trigger is fixed at. Source: https://github.com/formbricks/formbricks, no-code actions.
 */
const DEFAULT_LIMITS: Partial<Record<MomentType, number>> = { slow: 60_000, stayed: 60_000, scrolled: 0.5 }
