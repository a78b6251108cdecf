import type { JourneyConfig } from '@attune/protocol'
import type { VNode } from 'preact'

import { placeOf } from '../../configure/place.ts'
import { draftOf, withAddress } from '../../configure/steps.ts'
import { useLoading } from '../../hooks.ts'
import { fetchJourney, fetchJourneys } from '../../journeys-api.ts'
import { Failure } from '../../parts/Failure.tsx'
import { Lines } from '../../parts/Lines.tsx'
import { useSignedOut } from '../../signed-out.ts'
import type { SectionProps } from './Configure.tsx'
import { JourneyEditor } from './JourneyEditor.tsx'
import { JourneyList } from './JourneyList.tsx'
import { WalkPage } from './WalkPage.tsx'

/** The ways people take: all of them, a new one, or one of them. */
export function JourneysPage({ project, id, onSignedOut, onChanged }: SectionProps): VNode | null {
  const place = placeOf(id)
  const wanted = place.view === 'edit' || place.view === 'path' ? place.id : null
  const loaded = useLoading(`journeys ${project.id}/${id ?? ''}`, async (signal) => {
    const [all, one] = await Promise.all([
      fetchJourneys(project.id, signal),
      wanted === null ? null : fetchJourney(project.id, wanted, signal),
    ])
    return { all, one }
  })
  useSignedOut(loaded.error, onSignedOut)
  if (loaded.error !== null) return <Failure error={loaded.error} onRetry={loaded.reload} />
  if (loaded.data === null) return loaded.isSlow ? <Lines /> : null
  const { all, one } = loaded.data
  const reload = async (): Promise<void> => {
    await loaded.reload()
    onChanged()
  }
  if (place.view === 'list')
    return <JourneyList project={project} journeys={all.body.journeys} etag={all.etag} onReload={reload} />
  if (place.view === 'walk')
    return <WalkPage project={project} journeys={all.body.journeys} onSignedOut={onSignedOut} />
  const taken = all.body.journeys.map((journey: JourneyConfig) => journey.id)
  const draft = one === null ? { id: null, name: '', steps: FIRST_STEPS, goal: null } : draftOf(one.body)
  const filled = place.view === 'path' ? place.path : null
  const first = place.view === 'path' ? withAddress(draft, place.step, place.path) : draft
  return <JourneyEditor {...{ project, first, filled, taken, onChanged }} etag={one?.etag ?? 'new'} />
}

const FIRST_STEPS = ['a', 'b', 'c'].map((key) => ({ key, id: null, name: '' }))
