import type { JourneyConfig, TraceMoment, TraceWalk } from '@attune/protocol'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'

import type { Place } from '../../configure/place.ts'
import { watchWalk } from '../../trace.ts'
import { EmptyLine } from '../EmptyLine.tsx'
import { ScriptLine } from '../ScriptLine.tsx'
import { OpenSite } from './OpenSite.tsx'
import { WalkRow } from './WalkRow.tsx'

interface Props {
  project: string
  journeys: JourneyConfig[]
  /** Where the site is, as far as we know. */
  site: string
  hasArrived: boolean
  publicKey: string | null
  /** The address of a place among the journeys. */
  to: (place: Place) => string
}

/** Opens the site with a code of this page's own, and shows what comes in from whoever walks with it. */
export function Walk({ project, journeys, site, hasArrived, publicKey, to }: Props): VNode {
  const [code] = useState(() => crypto.randomUUID())
  const [state, setState] = useState<TraceWalk['state']>('waiting')
  const [isLost, setLost] = useState(false)
  const [moments, setMoments] = useState<(TraceMoment & { n: number })[]>([])
  useEffect(
    () =>
      watchWalk(project, code, {
        walk: setState,
        moment: (moment) => setMoments((old) => [{ ...moment, n: (old[0]?.n ?? 0) + 1 }, ...old].slice(0, AT_MOST)),
        back: () => setLost(false),
        lost: () => setLost(true),
      }),
    [project, code],
  )
  return (
    <>
      <section class="walk-start" aria-labelledby="open-site">
        <h2 id="open-site">Open your site</h2>
        {publicKey !== null && (
          <details open={!hasArrived}>
            <summary>
              {hasArrived
                ? 'The line for your pages, if they do not have it yet'
                : 'Nothing has come in lately. Paste this line into your pages first'}
            </summary>
            <ScriptLine publicKey={publicKey} />
          </details>
        )}
        <OpenSite first={site} code={code} />
      </section>
      <section class="part" aria-labelledby="comes-in">
        <h2 id="comes-in">What comes in</h2>
        <p class="hint">
          Only from your own walk: what visitors do is not shown. Neither is what is said in a prompt. Your walk counts
          as anybody’s visit does; beyond that, nothing of it is kept.
        </p>
        <p class="walk-state" role="status">
          {isLost ? 'The line to the service is lost. It comes back by itself.' : SAID[state]}
        </p>
        {moments.length === 0 ? (
          <EmptyLine>
            <p>
              {state === 'followed'
                ? 'Nothing yet. Go to a page that is one of your steps.'
                : 'Here you will see the steps that you enter, complete or leave, and whether a prompt is to be asked.'}
            </p>
          </EmptyLine>
        ) : (
          <ol class="walk" aria-label="Moments of your walk, newest first" aria-live="polite">
            {moments.map((moment) => (
              <WalkRow key={moment.n} moment={moment} journeys={journeys} to={to} />
            ))}
          </ol>
        )}
      </section>
    </>
  )
}

const SAID: Record<TraceWalk['state'], string> = {
  waiting: 'Waiting for you to open your site from here.',
  followed: 'Watching your walk. Where it stops, as after signing in, open your site from here once more.',
  nameless:
    'Your browser keeps no id on your site, so that your walk cannot be told from another’s. Consent there, turn off Do Not Track, and open it from here once more.',
}

const AT_MOST = 200
