import type { ZoneMove } from '@attune/protocol'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'

import { fetchSettings } from '../project-api.ts'
import { dateInWords } from '../when.ts'
import { percent, zoneInWords } from '../words.ts'

/** How far answers have moved to the days of a new zone, as long as they do; afterwards, when that was. */
export function ZoneMoves({ project, given }: { project: string; given: ZoneMove | null }): VNode | null {
  const [newer, setNewer] = useState<ZoneMove | null>(null)
  const move = newer !== null && newer.since === given?.since ? newer : given
  const goesOn = move !== null && move.done_at === null
  useEffect(() => {
    if (!goesOn) return undefined
    // What fails is asked again the next time; nothing that is typed depends on it.
    const timer = setInterval(
      () =>
        void fetchSettings(project).then(
          ({ body }) => setNewer(body.zone_move),
          () => {},
        ),
      EVERY_MS,
    )
    return () => clearInterval(timer)
  }, [project, goesOn])
  // There and back again, nothing is where it was not before.
  if (move === null || (!goesOn && move.from === move.to)) return null
  // No status that is read out: it changes for hours.
  return <p class={goesOn ? 'note' : 'hint'}>{tell(move)}</p>
}

function tell({ from, to, progress, done_at }: ZoneMove): string {
  if (done_at === null)
    return `Moving answers to the days of ${zoneInWords(to)}: ${percent(progress)}. Numbers by day may be a day off until then.`
  return `Answers of before were moved here from the days of ${zoneInWords(from)} on ${dateInWords(new Date(done_at))}. What was only counted then stays under those: steps entered, prompts shown, outcomes.`
}

const EVERY_MS = 3_000
