import type { JourneyConfig, ProjectListItem } from '@attune/protocol'
import type { VNode } from 'preact'

import { fetchMembers } from '../../access-api.ts'
import { fetchMe } from '../../api.ts'
import { idOf } from '../../configure/place.ts'
import { useLoading, usePage } from '../../hooks.ts'
import { Failure } from '../../parts/Failure.tsx'
import { TryAddress } from '../../parts/journeys/TryAddress.tsx'
import { Walk } from '../../parts/journeys/Walk.tsx'
import { Lines } from '../../parts/Lines.tsx'
import { fetchDelivery, fetchSettings } from '../../project-api.ts'
import { ownersOf } from '../../roles.ts'
import { hrefOf } from '../../route.ts'
import { useSignedOut } from '../../signed-out.ts'

interface Props {
  project: ProjectListItem
  journeys: JourneyConfig[]
  onSignedOut: () => void
}

/** Somebody walks through their own site, and sees each moment come in. */
export function WalkPage({ project, journeys, onSignedOut }: Props): VNode {
  const heading = usePage(`Walk and watch, ${project.name}`)
  const loaded = useLoading(`walk ${project.id}`, (signal) => load(project, signal))
  useSignedOut(loaded.error, onSignedOut)
  const to = (id: string | null): string => hrefOf({ page: 'configure', project: project.id, section: 'journeys', id })
  return (
    <>
      <nav class="crumbs" aria-label="Journeys">
        <a href={to(null)}>← Journeys</a>
      </nav>
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          Walk your site and watch
        </h1>
        <p class="lead">
          Open your site from here and do what people do. Each moment shows here a second or two later.
        </p>
      </header>
      {loaded.error !== null ? (
        <Failure error={loaded.error} onRetry={loaded.reload} />
      ) : loaded.data === null ? (
        loaded.isSlow && <Lines />
      ) : loaded.data.ask !== null ? (
        <p>Owners and editors walk and watch, because a walk is for setting the steps. Ask {loaded.data.ask}.</p>
      ) : project.privacy === 'anonymous' ? (
        <p class="note">
          This project keeps nothing by which two pages of the same person could be told from those of two people. So no
          walk can be followed, not even yours. With <code>?attune_debug</code> in a page’s address, the page itself
          shows what it notices.
        </p>
      ) : (
        <Walk
          project={project.id}
          journeys={journeys}
          site={loaded.data.site}
          hasArrived={loaded.data.hasArrived}
          publicKey={project.keys[0] ?? null}
          to={(place) => to(idOf(place))}
        />
      )}
      <TryAddress journeys={journeys} to={(place) => to(idOf(place))} />
    </>
  )
}

interface Loaded {
  /** Whom to ask; null: who looks may do it themselves. */
  ask: string | null
  /** Where the site is, as far as we know. */
  site: string
  /** Whether anything has come in from its pages lately. */
  hasArrived: boolean
}

async function load(project: ProjectListItem, signal: AbortSignal): Promise<Loaded> {
  const [me, members, settings, delivery] = await Promise.all([
    fetchMe(signal),
    fetchMembers(project.id, signal),
    fetchSettings(project.id, signal),
    fetchDelivery(project.id, signal),
  ])
  const role = members.find(({ person }) => person === me.id)?.role
  const first = settings.body.origins?.find((origin) => !origin.includes('*'))
  // The shop that comes with the service has this key in its pages.
  const demo = project.keys.includes('pk_demo') ? `${location.origin}/demo/` : ''
  return {
    ask: role === 'owner' || role === 'editor' ? null : ownersOf(members),
    site: first ?? demo,
    hasArrived: delivery.total.received > 0,
  }
}
