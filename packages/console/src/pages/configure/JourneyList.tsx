import type { JourneyConfig, ProjectListItem } from '@attune/protocol'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'

import { idOf } from '../../configure/place.ts'
import { moved } from '../../configure/steps.ts'
import { usePage } from '../../hooks.ts'
import { fetchJourney, orderJourneys, removeJourney, saveJourney } from '../../journeys-api.ts'
import { EmptyLine } from '../../parts/EmptyLine.tsx'
import { JourneyLine } from '../../parts/journeys/JourneyLine.tsx'
import { Undo } from '../../parts/Undo.tsx'
import { sentenceOf } from '../../request.ts'
import { hrefOf } from '../../route.ts'

interface Props {
  project: ProjectListItem
  journeys: JourneyConfig[]
  /** Of their order. */
  etag: string
  onReload: () => Promise<void>
}

/** Every journey as the line that it is. */
export function JourneyList({ project, journeys, etag, onReload }: Props): VNode {
  const heading = usePage(`Journeys of ${project.name}`)
  const [removed, setRemoved] = useState<JourneyConfig | null>(null)
  const [problem, setProblem] = useState('')
  const to = (id: string | null): string => hrefOf({ page: 'configure', project: project.id, section: 'journeys', id })
  const create = to(idOf({ view: 'new', about: '' }))
  const attempt = (work: Promise<unknown>): void => {
    setProblem('')
    work.then(onReload, (error: unknown) => setProblem(sentenceOf(error)))
  }
  const remove = (id: string): void => {
    const take = async (): Promise<void> => {
      const { body, etag: seen } = await fetchJourney(project.id, id)
      await removeJourney(project.id, id, seen)
      setRemoved(body)
    }
    attempt(take())
  }
  const restore = (journey: JourneyConfig): void => {
    const bring = async (): Promise<void> => {
      await saveJourney(project.id, journey, 'new')
      setRemoved(null)
    }
    attempt(bring())
  }
  const move = (from: number, by: number): void =>
    attempt(
      orderJourneys(
        project.id,
        moved(journeys, from, from + by).map(({ id }) => id),
        etag,
      ),
    )
  return (
    <>
      <header class="title-row">
        <h1 ref={heading} tabIndex={-1}>
          Journeys
        </h1>
        {journeys.length > 0 && (
          <p class="acts">
            <a class="button quiet" href={to(idOf({ view: 'walk' }))}>
              Walk and watch
            </a>
            <a class="button" href={create}>
              New journey
            </a>
          </p>
        )}
      </header>
      <div role="alert">{problem !== '' && <p class="field-error">{problem}</p>}</div>
      <Undo
        said={removed === null ? null : `${removed.name} is taken away. Its answers stay.`}
        onUndo={() => removed !== null && restore(removed)}
      />
      {journeys.length === 0 ? (
        <EmptyLine>
          <p>
            A journey is the steps a person takes toward what they came for: cart, delivery, payment. Name them, and see
            where they feel good and where they do not.
          </p>
          <a class="button" href={create}>
            Name your first journey
          </a>
        </EmptyLine>
      ) : (
        <ul class="journeys">
          {journeys.map((journey, at) => (
            <li key={journey.id}>
              <h2>
                <a href={to(journey.id)}>{journey.name}</a>
              </h2>
              <JourneyLine journey={journey} />
              <p class="acts">
                <a href={to(journey.id)}>
                  Change<span class="unseen"> {journey.name}</span>
                </a>
                <a href={hrefOf({ page: 'journey', project: project.id, journey: journey.id })}>
                  See how it feels<span class="unseen"> in {journey.name}</span>
                </a>
                {at > 0 && (
                  <button type="button" class="link" onClick={() => move(at, -1)}>
                    Move up<span class="unseen"> {journey.name}</span>
                  </button>
                )}
                {at < journeys.length - 1 && (
                  <button type="button" class="link" onClick={() => move(at, 1)}>
                    Move down<span class="unseen"> {journey.name}</span>
                  </button>
                )}
                <button type="button" class="link" onClick={() => remove(journey.id)}>
                  Take away<span class="unseen"> {journey.name}</span>
                </button>
              </p>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
