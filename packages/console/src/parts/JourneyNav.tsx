import type { VNode } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'

import { ANALYSES, type Analysis, hrefOf, isByLink } from '../route.ts'

interface Props {
  project: string
  journey: string
  /** Which of them is looked at; null: the map. */
  current: Analysis | null
}

/** The ways to look at a journey's answers. */
export function JourneyNav({ project, journey, current }: Props): VNode {
  const at = { project, journey }
  const list = useRef<HTMLUListElement>(null)
  // On a phone the one that is looked at may stand beyond the edge.
  useLayoutEffect(() => {
    const link = list.current?.querySelector<HTMLElement>('[aria-current]')
    if (list.current && link)
      list.current.scrollLeft = link.offsetLeft - (list.current.clientWidth - link.offsetWidth) / 2
  }, [current])
  return (
    <nav class="journey-nav" aria-label="Ways to look at this journey">
      <ul ref={list}>
        <li>
          <a href={hrefOf({ ...at, page: 'journey' })} {...(current === null && CURRENT)}>
            Map
          </a>
        </li>
        {(isByLink() ? BY_LINK : ANALYSES).map((view) => (
          <li key={view}>
            <a href={hrefOf({ ...at, page: 'analyse', view, search: '' })} {...(view === current && CURRENT)}>
              {NAMES[view]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const NAMES: Record<Analysis, string> = {
  voices: 'Voices',
  compare: 'Did it get better?',
  drivers: 'What matters most',
  doing: 'Doing and feeling',
  delivery: 'Delivery',
  report: 'Report',
}

/** What a link shows beside the map. */
const BY_LINK: readonly Analysis[] = ['report']

const CURRENT = { 'aria-current': 'page' as const }
