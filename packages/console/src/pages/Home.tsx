import type { ProjectListItem } from '@attune/protocol'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'

import { idOf } from '../configure/place.ts'
import { navigate, usePage } from '../hooks.ts'
import { EmptyLine } from '../parts/EmptyLine.tsx'
import { ScriptLine } from '../parts/ScriptLine.tsx'
import { hrefOf } from '../route.ts'

/** Goes on to the first journey there is; where there is none, says how to get one. */
export function Home({ projects }: { projects: ProjectListItem[] }): VNode | null {
  const heading = usePage('Home')
  const first = projects.find(({ journeys }) => journeys.length > 0)
  const target = first?.journeys[0]
  useEffect(() => {
    if (first !== undefined && target !== undefined) {
      navigate(hrefOf({ page: 'journey', project: first.id, journey: target.id }), true)
    }
  }, [first, target])
  if (target !== undefined) return null

  const project = projects[0]
  return (
    <EmptyLine>
      {project === undefined ? (
        <>
          <h1 ref={heading} tabIndex={-1}>
            No project yet
          </h1>
          <p>You are signed in, but no project lets you in. Ask a colleague to invite you, or make one of your own.</p>
          <p>
            <a class="button" href={hrefOf({ page: 'new' })}>
              New project
            </a>
          </p>
          <p class="hint">Or make one from a file:</p>
          <pre>
            <code>./attune config push journeys.json --project my-shop</code>
          </pre>
        </>
      ) : (
        <>
          <h1 ref={heading} tabIndex={-1}>
            {project.name} has no journey yet
          </h1>
          <p>A journey is the steps a person takes toward what they came for: cart, delivery, payment.</p>
          <p>
            <a
              class="button"
              href={hrefOf({ page: 'configure', project: project.id, section: 'journeys', id: FIRST_JOURNEY })}
            >
              Name your first journey
            </a>
          </p>
          <details>
            <summary>Or push a file, and paste one line into your pages</summary>
            <pre>
              <code>./attune config push journeys.json --project {project.id}</code>
            </pre>
            {project.keys[0] !== undefined && <ScriptLine publicKey={project.keys[0]} />}
          </details>
        </>
      )}
    </EmptyLine>
  )
}

const FIRST_JOURNEY = idOf({ view: 'new', about: '' })
