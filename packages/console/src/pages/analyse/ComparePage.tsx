import '../../styles/analyse-compare.css'
import type { CompareOptions } from '@attune/protocol'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'

import { fetchCompare, fetchCompareOptions } from '../../compare-api.ts'
import { navigate, useKept, useLoading, usePage } from '../../hooks.ts'
import { Choosing } from '../../parts/compare/Choosing.tsx'
import { Findings } from '../../parts/compare/Findings.tsx'
import { completed } from '../../parts/compare/looks.ts'
import { EmptyLine } from '../../parts/EmptyLine.tsx'
import { Failure } from '../../parts/Failure.tsx'
import { Lines } from '../../parts/Lines.tsx'
import type { ApiError } from '../../request.ts'
import { hrefOf } from '../../route.ts'
import { useSignedOut } from '../../signed-out.ts'
import type { AnalysisProps } from './Analyse.tsx'

/** Whether people felt better: before and after a change, between two years, or of two variants, devices or languages. */
export function ComparePage(props: AnalysisProps): VNode {
  const { project, journey, onSignedOut } = props
  const heading = usePage(`Did it get better?, ${journey.name}`)
  const options = useLoading(`compare options ${project.id}/${journey.id}`, (signal) =>
    fetchCompareOptions(project.id, journey.id, signal),
  )
  useSignedOut(options.error, onSignedOut)
  return (
    <>
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          Did it get better?
        </h1>
      </header>
      {options.data !== null ? (
        <Compared {...props} options={options.data} />
      ) : options.error !== null ? (
        <Failure error={options.error} onRetry={options.reload} />
      ) : (
        options.isSlow && <Lines n={2} />
      )}
    </>
  )
}

function Compared({
  project,
  journey,
  search,
  options,
  onSignedOut,
}: AnalysisProps & { options: CompareOptions }): VNode {
  const whole = completed(search, options)
  const hrefFor = (asked: string): string =>
    hrefOf({ page: 'analyse', project: project.id, journey: journey.id, view: 'compare', search: asked })
  const isOpenEnded = whole !== null && whole !== `?${search}`
  useEffect(() => {
    // What is looked at stands in the address, so that it can be sent to a colleague.
    if (isOpenEnded) navigate(hrefFor(whole), true)
  })
  if (whole === null) return <NothingYet project={project.id} isGated={project.privacy !== 'open'} />
  const asked = new URLSearchParams(whole)
  return (
    <>
      <Choosing search={asked} options={options} hrefFor={hrefFor} go={(next) => navigate(hrefFor(next), true)} />
      <Answered {...{ project, journey, onSignedOut, options, hrefFor }} search={asked} />
    </>
  )
}

function Answered({
  project,
  journey,
  search,
  options,
  hrefFor,
  onSignedOut,
}: AnalysisProps & { options: CompareOptions; hrefFor: (search: string) => string }): VNode | null {
  const comparison = useLoading(String(search), (signal) => fetchCompare(project.id, journey.id, search, signal))
  const { data, error, isSlow, reload } = comparison
  useSignedOut(error, onSignedOut)
  const shown = useKept(comparison)
  if (error !== null)
    return isRefused(error) ? <Refused error={error} href={hrefFor('')} /> : <Failure error={error} onRetry={reload} />
  if (shown === null) return isSlow ? <Lines n={3} /> : null
  return (
    <div class="compared" aria-busy={data === null}>
      <Findings answer={shown} {...{ options, search, hrefFor }} isGated={project.privacy !== 'open'} />
    </div>
  )
}

/** What the address asks for is not to be had: a release that there never was, a day to come. */
function Refused({ error, href }: { error: ApiError; href: string }): VNode {
  return (
    <section class="calm" role="alert">
      <h2>{error.title}</h2>
      <p>{error.message}</p>
      <p>
        <a class="button" href={href} data-replace="">
          Start with what is most likely asked
        </a>
      </p>
    </section>
  )
}

function NothingYet({ project, isGated }: { project: string; isGated: boolean }): VNode {
  return (
    <EmptyLine>
      <h2>{isGated ? 'There is nothing to be told yet.' : 'Nobody has answered yet.'}</h2>
      {isGated && (
        <p>
          People were promised that nobody can be made out: their answers are told once a day, of five people or more
          together.
        </p>
      )}
      <p>
        Once people have told how it felt for some weeks, this page says whether they feel better after a release than
        before it, or on one device than on another.
      </p>
      <p>
        <a class="button" href={hrefOf({ page: 'configure', project, section: 'prompts', id: null })}>
          See what is asked
        </a>
      </p>
    </EmptyLine>
  )
}

const isRefused = ({ code }: ApiError): boolean => code === 'bad_request' || code === 'not_found'
