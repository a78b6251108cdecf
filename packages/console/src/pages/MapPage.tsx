import type { JourneyMap } from '@attune/protocol'
import type { VNode } from 'preact'

import { usePage } from '../hooks.ts'
import { JourneyNav } from '../parts/JourneyNav.tsx'
import { Lazy } from '../parts/Lazy.tsx'
import { Legend } from '../parts/Legend.tsx'
import { MapTable } from '../parts/MapTable.tsx'
import { Origins } from '../parts/Origins.tsx'
import { ScriptLine } from '../parts/ScriptLine.tsx'
import { Stations } from '../parts/Stations.tsx'
import { isByLink } from '../route.ts'
import type { Arrival } from '../summary.ts'
import { summaryOf } from '../summary.ts'
import { dayRange } from '../when.ts'
import { zoneInWords } from '../words.ts'

interface Props {
  map: JourneyMap
  publicKey: string | null
  arrived: Arrival[]
  onSampleRemoved: () => Promise<void>
}

/** The journey map: every step of a journey as a station of one line. */
export function MapPage({ map, publicKey, arrived, onSampleRemoved }: Props): VNode {
  const heading = usePage(`${map.journey.name}, ${map.project.name}`)
  // The button that was pressed is gone now: the focus goes to where the news stands.
  const removed = async (): Promise<void> => {
    await onSampleRemoved()
    heading.current?.focus()
  }
  const isOpen = map.project.privacy === 'open'
  // Where answers wait, a step that nobody could have answered at is all that is known to be empty.
  const isEmpty = map.steps.every(({ feel }) =>
    isOpen ? feel.n === 0 && feel.tier === 'none' : feel.n + feel.shown + feel.entered === 0,
  )
  return (
    <>
      <JourneyNav project={map.project.id} journey={map.journey.id} current={null} />
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {map.journey.name}
        </h1>
        <p class="lead">{isEmpty && isOpen ? 'Nobody has answered yet.' : summaryOf(map.steps, isOpen)}</p>
        <p class="hint">
          {map.project.name}, {dayRange(map.from, map.to)}, days of {zoneInWords(map.project.zone)}
        </p>
        {!isOpen && (
          <p class="hint">
            People were promised that nobody can be made out: their answers are told once a day, of five people or more
            together, and whoever waits for others is in no figure.
          </p>
        )}
      </header>
      <Origins map={map} onRemoved={removed} />
      {map.steps.length === 0 ? (
        <p class="calm">This journey has no steps yet. Name its first one in its configuration.</p>
      ) : (
        <Stations map={map} arrived={arrived} />
      )}
      {isEmpty && !isByLink() ? (
        <section class="calm next">
          <h2>Put Attune into your pages</h2>
          <p>
            Paste this line into every page of the journey.{' '}
            {isOpen && 'The first answer appears here the moment it is given.'}
          </p>
          {publicKey === null ? (
            <p>This project has no public key. Make one in its configuration.</p>
          ) : (
            <ScriptLine publicKey={publicKey} />
          )}
        </section>
      ) : (
        <footer class="map-foot">
          <Legend />
          <MapTable map={map} />
          <Lazy name="map downloads" load={loadDownloads} props={{ map }} />
        </footer>
      )}
    </>
  )
}

const loadDownloads = () => import('../parts/MapDownloads.tsx').then(({ MapDownloads }) => MapDownloads)
