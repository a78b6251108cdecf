import type { VNode } from 'preact'

import { hrefOf } from '../../route.ts'
import { EmptyLine } from '../EmptyLine.tsx'

interface Props {
  project: string
  journey: { id: string; name: string }
  /** The address of all days; null: they are shown already. */
  allHref: string | null
}

/** Nobody was noticed at any step. */
export function NobodyPassed({ project, journey, allHref }: Props): VNode {
  return (
    <EmptyLine>
      <h2>Nobody has passed these steps{allHref === null ? '' : ' in these days'}.</h2>
      <p>
        What people do is noticed by the line in your pages: that they come to a step, complete it, fail or leave. A
        survey that was imported knows what people felt, and not what they did.
      </p>
      <p class="actions">
        {allHref !== null && (
          <a class="button" href={allHref} data-replace>
            Look at all days
          </a>
        )}{' '}
        <a class="button quiet" href={hrefOf({ page: 'configure', project, section: 'journeys', id: journey.id })}>
          Look at how steps are noticed
        </a>
      </p>
    </EmptyLine>
  )
}

/** People came, and no page ever said that a step was completed. */
export function NothingCompleted({ project, journey }: Omit<Props, 'allHref'>): VNode {
  return (
    <section class="calm next">
      <h2>No step was ever completed.</h2>
      <p>
        Either everybody gives up, or completing is not noticed. A step is completed when the same person comes to a
        later one, or when your page says <code>attune('complete')</code>. So name the steps that come after, each with
        the pages that it is on; then this page shows how many people get through.
      </p>
      <p>
        <a class="button" href={hrefOf({ page: 'configure', project, section: 'journeys', id: journey.id })}>
          Name the later steps
        </a>
      </p>
    </section>
  )
}
