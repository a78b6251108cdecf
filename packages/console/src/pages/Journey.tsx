import type { JourneyMap, ProjectListItem } from '@attune/protocol'
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

import { fetchMap } from '../api.ts'
import { coalesce } from '../coalesce.ts'
import { useLoading } from '../hooks.ts'
import { listen } from '../live.ts'
import { Failure } from '../parts/Failure.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { isByLink, type Route } from '../route.ts'
import { type Arrival, arrivals, newsOf } from '../summary.ts'
import { MapPage } from './MapPage.tsx'
import { NotFound } from './NotFound.tsx'
import { StepPage } from './StepPage.tsx'

interface Props {
  route: Extract<Route, { page: 'journey' | 'step' }>
  projects: ProjectListItem[]
  onSignedOut: () => void
}

/** Holds one journey's figures and keeps them live, for its map and for the pages of its steps. */
export function Journey({ route, projects, onSignedOut }: Props): VNode | null {
  const { project, journey } = route
  const map = useLoading(`${project}/${journey}`, (signal) => fetchMap(project, journey, signal))
  const news = useNews(map.data)
  const isLost = useLive(project, journey, map.reload)
  useEffect(() => {
    if (map.error?.code === 'signed_out') onSignedOut()
  }, [map.error, onSignedOut])

  const projectItem = projects.find(({ id }) => id === project)
  return (
    <>
      <p class="unseen" role="status">
        {news.said}
      </p>
      <p class="connection" role="status">
        {isLost && 'Reconnecting… New answers appear as soon as the line is back.'}
      </p>
      {pageOf()}
    </>
  )

  function pageOf(): VNode | null {
    if (map.data === null) {
      if (map.error?.code === 'not_found') return <NotFound />
      if (map.error !== null) return <Failure error={map.error} onRetry={map.reload} />
      return map.isSlow ? <Skeleton /> : null
    }
    if (route.page === 'journey') {
      return (
        <MapPage
          map={map.data}
          publicKey={projectItem?.keys[0] ?? null}
          arrived={news.arrived}
          onSampleRemoved={map.reload}
        />
      )
    }
    const step = map.data.steps.find(({ id }) => id === route.step)
    return step === undefined ? <NotFound /> : <StepPage key={step.id} map={map.data} step={step} route={route} />
  }
}

/** What came in since the answer before: the steps it came to, and a sentence for those who hear the page. */
function useNews(map: JourneyMap | null): { arrived: Arrival[]; said: string } {
  const before = useRef<JourneyMap | null>(null)
  const [news, setNews] = useState<{ arrived: Arrival[]; said: string }>({ arrived: [], said: '' })
  useEffect(() => {
    const old = before.current
    before.current = map
    if (old === null || map === null) return
    const said = newsOf(old, map)
    if (said !== null) setNews({ arrived: arrivals(old, map), said })
  }, [map])
  return news
}

/** Fetches again as soon as the service says that the journey changed. True while the line is lost. */
function useLive(project: string, journey: string, reload: () => Promise<void>): boolean {
  const [isLost, setLost] = useState(false)
  useEffect(() => {
    // Whoever follows a link looks at it as it was when they came.
    if (isByLink()) return undefined
    const refetch = coalesce(reload, REFETCH_GAP_MS)
    let timer: ReturnType<typeof setTimeout> | undefined
    const stop = listen(project, {
      changed: (changed) => {
        if (changed === journey) refetch.call()
      },
      lost: () => {
        timer = setTimeout(() => setLost(true), SAY_LOST_AFTER_MS)
      },
      back: () => {
        clearTimeout(timer)
        setLost(false)
        refetch.call()
      },
    })
    return () => {
      clearTimeout(timer)
      stop()
      refetch.stop()
    }
  }, [project, journey, reload])
  return isLost
}

const REFETCH_GAP_MS = 300
/** The service ends each line now and then, and the browser is back within a second: nobody needs to know. */
const SAY_LOST_AFTER_MS = 2_500
