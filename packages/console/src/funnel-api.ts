import type { CountedRow } from '@attune/protocol'

import { ask, projectPath } from './request.ts'

interface Asked {
  project: string
  journey: string
  step: string
  /** First and last day, both inclusive. */
  from: string
  to: string
}

/**
 * What became of the people at a step; null where nothing of it was ever counted.
 *
 * Asks for all steps of the journey, as whoever follows a link may ask for nothing narrower.
 */
export async function fetchFunnel(
  { project, journey, step, from, to }: Asked,
  signal?: AbortSignal,
): Promise<CountedRow | null> {
  const search = new URLSearchParams({ journey, from, to, by: 'step' })
  const { rows } = await ask<{ rows: CountedRow[] }>('GET', `${projectPath(project)}/feel?${search}`, { signal })
  return rows.find((row) => row.step === step) ?? null
}
