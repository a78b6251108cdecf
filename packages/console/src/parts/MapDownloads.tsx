import type { JourneyMap } from '@attune/protocol'
import { render, type VNode } from 'preact'
import { useRef } from 'preact/hooks'

import { dayRange } from '../when.ts'
import { answers } from '../words.ts'
import { AboutContext } from './charts/about.ts'
import { Downloads } from './charts/Downloads.tsx'
import { drawJourney } from './charts/journey-drawing.tsx'
import { Share } from './Share.tsx'

/** Takes the journey's picture along, names and figures inside. */
export function MapDownloads({ map }: { map: JourneyMap }): VNode {
  const place = useRef<HTMLDivElement>(null)
  const n = map.steps.reduce((sum, { feel }) => sum + feel.n, 0)
  return (
    <AboutContext.Provider value={map}>
      <div ref={place}>
        <Downloads
          title="What people felt, step by step"
          hint="Net feel, the share who felt good less the share who felt bad, with its 95 % interval; and the people per score"
          spoken={`${map.journey.name}, ${map.steps.length} steps.`}
          made={`${dayRange(map.from, map.to)} · ${answers(n)}`}
          drawing={(use) => drawnFor(map, use)}
          table={() => place.current?.parentElement?.querySelector('table')}
        />
        <p class="map-share">
          <Share project={map.project.id} journey={map.journey} />
        </p>
      </div>
    </AboutContext.Provider>
  )
}

/** Draws it beside the page, where styles are computed and nobody sees it. */
async function drawnFor(map: JourneyMap, use: (drawn: SVGSVGElement) => Blob | Promise<Blob>): Promise<Blob | null> {
  const width = Math.max(LEAST_WIDTH, map.steps.length * STATION_WIDTH)
  const { height, marks } = drawJourney(map.steps, width)
  const aside = document.createElement('div')
  aside.className = 'offscreen'
  aside.ariaHidden = 'true'
  document.body.append(aside)
  try {
    render(
      <svg width={width} height={height}>
        {marks}
      </svg>,
      aside,
    )
    const svg = aside.querySelector('svg')
    return svg === null ? null : await use(svg)
  } finally {
    render(null, aside)
    aside.remove()
  }
}

const LEAST_WIDTH = 560
const STATION_WIDTH = 168
