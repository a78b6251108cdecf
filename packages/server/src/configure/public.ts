import type { JourneyConfig, MomentName, PageConfig, Pair, PromptConfig, StepConfig } from '@attune/protocol'

import { pairsOf } from './pairs.ts'
import type { ProjectRow, PromptRow } from './queries.ts'

/** What pages are told of a project, but for where the widget is and which prompts are full. */
export type PublicConfig = Omit<PageConfig, 'settings'> & {
  settings: Omit<PageConfig['settings'], 'widget' | 'impressions'>
}

/** Chooses what pages are told. Field by field: what is stored beside these stays private until it is listed here. */
export function publicConfigOf(
  { id, privacy, budget, theme, signals }: ProjectRow,
  journeys: readonly JourneyConfig[],
  live: readonly PromptRow[],
): PublicConfig {
  const pairs = pairsOf(live.map(({ content }) => content))
  const config: PublicConfig = {
    project: id,
    journeys: journeys.map(publicJourney),
    prompts: live.map((row) => publicPrompt(row, pairs.get(row.id))),
    settings: {
      ...(Object.keys(budget).length > 0 && { budget }),
      privacy,
      ...(Object.keys(theme).length > 0 && { theme }),
      ...(signals.length > 0 && { signals }),
    },
  }
  if (isWatched(config)) config.settings.isWatched = true
  if (config.prompts.some(({ after, on }) => after !== undefined || on === 'opened')) config.settings.isOrdered = true
  return config
}

/** Whether a page has to watch for more than its steps, their ends, and a tab being opened. */
function isWatched({ journeys, prompts, settings }: PublicConfig): boolean {
  const isNoticed = ({ type }: MomentName) => NOTICED.has(type)
  const names = prompts.flatMap(({ on, after, unless }) => [{ type: on }, ...(after?.moments ?? []), ...(unless ?? [])])
  const steps = journeys.flatMap((journey) => journey.steps)
  return (
    settings.signals !== undefined ||
    !names.every(isNoticed) ||
    steps.some(({ match }) => match?.appears !== undefined || match?.clicked !== undefined)
  )
}

const NOTICED = new Set<PromptConfig['on']>(['entered', 'completed', 'failed', 'left', 'opened'])

function publicJourney({ id, name, steps, goal }: JourneyConfig): JourneyConfig {
  return { id, name, steps: steps.map(publicStep), ...(goal !== undefined && { goal }) }
}

function publicStep({ id, name, match, importance }: StepConfig): StepConfig {
  return { id, name, ...(match && { match }), ...(importance && { importance }) }
}

function publicPrompt({ content, term: { schedule } }: PromptRow, pair: Pair | undefined): PromptConfig {
  const { id, version, step, on, share, scale, why, wording, followUps, placement, into, depth, afterMs } = content
  const { after, unless, who, perPerson, variants } = content
  return {
    id,
    version,
    step,
    on,
    share,
    scale,
    why,
    wording,
    ...(followUps && { followUps }),
    ...(placement && { placement }),
    ...(into !== undefined && { into }),
    ...(depth !== undefined && { depth }),
    ...(afterMs !== undefined && { afterMs }),
    ...(after && { after }),
    ...(unless && { unless }),
    ...(who && { who }),
    ...(schedule && { schedule }),
    ...(perPerson !== undefined && { perPerson }),
    ...(variants && { variants }),
    ...(pair && { pair }),
  }
}
