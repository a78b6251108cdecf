import type { VNode } from 'preact'

import { projectPath } from '../../request.ts'
import { isByLink } from '../../route.ts'
import type { VoicesView } from '../../voices-view.ts'

interface Props {
  project: string
  journey: { id: string; name: string }
  /** The name of the step that is chosen; null: anywhere, or the journey as a whole. */
  step: string | null
  view: Pick<VoicesView, 'step' | 'from' | 'to'>
}

/** The answers at a place on its days, to work with elsewhere: all of them, whatever else was chosen. */
export function TakeAnswers({ project, journey, step, view }: Props): VNode | null {
  if (isByLink()) return null
  const place = view.step === '' ? `about ${journey.name} as a whole` : step === null ? '' : `at ${step}`
  const days = view.from === '' && view.to === '' ? '' : 'on these days'
  return (
    <p class="take-answers hint">
      {['All answers', place, days, 'as:'].filter(Boolean).join(' ')}{' '}
      {FORMATS.map(([format, name], index) => [
        index > 0 && ', ',
        <a key={format} href={answersHref(project, journey.id, view, format)} download>
          {name}
        </a>,
      ])}
    </p>
  )
}

function answersHref(project: string, journey: string, { step, from, to }: Props['view'], format: string): string {
  const search = new URLSearchParams({ format, journey })
  if (step !== null) search.set('step', step)
  if (from !== '') search.set('from', from)
  if (to !== '') search.set('to', to)
  return `${projectPath(project)}/answers?${search}`
}

const FORMATS = [
  ['csv', 'CSV'],
  ['ndjson', 'NDJSON'],
  ['parquet', 'Parquet'],
] as const
