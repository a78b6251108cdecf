import type { Driver, DriverOutcome } from '@attune/protocol'

import { questionOf } from './words.ts'

/** Where several prompts at a step were heard, the names of its rows tell them apart. */
export function namedApart(steps: readonly Driver[]): Driver[] {
  return steps.map((one) =>
    steps.some((other) => other !== one && other.step === one.step)
      ? Object.assign({}, one, { name: `${one.name} (${one.prompt})` })
      : one,
  )
}

/** What tells an outcome from another that is asked in the same words; null where there is none. */
export function toldApartBy(outcome: DriverOutcome, all: readonly DriverOutcome[]): string | null {
  const isAlone = all.every((other) => other === outcome || questionOf(other) !== questionOf(outcome))
  return isAlone ? null : outcome.prompt
}
