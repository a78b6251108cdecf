import type { LinkLook, ProjectListItem } from '@attune/protocol'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'

import { navigate, useLoading, usePage, useRoute } from '../hooks.ts'
import { fetchLink } from '../links-api.ts'
import { Failure } from '../parts/Failure.tsx'
import { Lazy } from '../parts/Lazy.tsx'
import { Skeleton } from '../parts/Skeleton.tsx'
import { bearLink } from '../request.ts'
import { hrefOf } from '../route.ts'
import { hideVoices } from '../shared.ts'
import { dateInWords } from '../when.ts'
import { Journey } from './Journey.tsx'
import { NotFound } from './NotFound.tsx'

interface Props {
  /** Of the link that was followed just now; null where this tab knows it already. */
  secret: string | null
}

/** What somebody sees who follows a link to a journey: its map, its steps and its report, to be looked at only. */
export function Shared({ secret }: Props): VNode | null {
  const [known] = useState(() => (secret === null ? recall() : remember(secret)))
  const link = useLoading('link', async (signal) => {
    bearLink(known)
    const look = await fetchLink(signal)
    if (!look.voices) hideVoices()
    return look
  })
  const hasEnded = link.error?.code === 'signed_out'
  if (link.data !== null && !hasEnded) return <Shown look={link.data} onEnded={() => void link.reload()} />
  return (
    <main id="main" class="page">
      {hasEnded ? (
        <Closed hasSecret={known !== ''} />
      ) : link.error !== null ? (
        <Failure error={link.error} onRetry={link.reload} />
      ) : link.isSlow ? (
        <Skeleton />
      ) : null}
    </main>
  )
}

function Shown({ look, onEnded }: { look: LinkLook; onEnded: () => void }): VNode {
  const route = useRoute()
  const home = hrefOf({ page: 'journey', project: look.project.id, journey: look.journey.id })
  useEffect(() => {
    if (route.page === 'home') navigate(home, true)
  }, [route, home])
  const project: ProjectListItem = {
    ...look.project,
    journeys: [look.journey],
    keys: [],
    sample: look.sample,
    delete_after: null,
  }
  const isHere = 'journey' in route && route.project === project.id && route.journey === look.journey.id
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <header class="top">
        <a class="wordmark" href={home}>
          Attune
        </a>
        <p class="hint">
          {look.name}. To be looked at until {dateInWords(new Date(look.expires_at))}.
        </p>
      </header>
      <main id="main" class="page" tabIndex={-1}>
        {isHere && (route.page === 'journey' || route.page === 'step') && (
          <Journey route={route} projects={[project]} onSignedOut={onEnded} />
        )}
        {isHere && route.page === 'analyse' && route.view === 'report' && (
          <Lazy name="analyse" load={loadAnalyse} props={{ route, projects: [project], onSignedOut: onEnded }} />
        )}
        {route.page !== 'home' && !(isHere && (route.page !== 'analyse' || route.view === 'report')) && <NotFound />}
      </main>
    </>
  )
}

/** @param hasSecret Whether it was followed at all: the address that stands in the browser afterwards opens nothing by itself. */
function Closed({ hasSecret }: { hasSecret: boolean }): VNode {
  const title = hasSecret ? 'This link shows nothing any more' : 'The last part of this link is missing'
  const heading = usePage(title)
  return (
    <section class="calm">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <p>
        {hasSecret
          ? 'It has run out, or whoever made it has taken it back. Ask whoever sent it to you for a new one.'
          : 'It leaves the address as soon as it is followed. Open the link again from the message that you were sent, or send that on.'}
      </p>
    </section>
  )
}

/** Kept for this tab alone, so that it can be reloaded. */
function remember(secret: string): string {
  try {
    sessionStorage.setItem(KEPT, secret)
  } catch {
    // A browser that keeps nothing asks for the link again after a reload.
  }
  return secret
}

function recall(): string {
  try {
    return sessionStorage.getItem(KEPT) ?? ''
  } catch {
    return ''
  }
}

const KEPT = 'attune.link'
const loadAnalyse = () => import('./analyse/Analyse.tsx').then(({ Analyse }) => Analyse)
