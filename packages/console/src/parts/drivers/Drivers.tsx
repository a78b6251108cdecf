import type { DriversAnswer } from '@attune/protocol'
import type { ComponentChildren, VNode } from 'preact'

import { hrefOf } from '../../route.ts'
import { Costs } from './Costs.tsx'
import { findingOf } from './finding.ts'
import { Headline } from './Headline.tsx'
import { namedApart } from './named-apart.ts'
import { NobodyOnBoth } from './NoDrivers.tsx'
import { PairTables } from './PairTables.tsx'
import { PeakEnd } from './PeakEnd.tsx'
import { Ranking } from './Ranking.tsx'
import { Shares } from './Shares.tsx'
import { StepsOnMap } from './StepsOnMap.tsx'
import { WhencePairs } from './WhencePairs.tsx'
import { Wholes } from './Wholes.tsx'
import { chosenOf, madeOf, outcomeWords } from './words.ts'

interface Props {
  project: string
  journey: { id: string; name: string }
  answer: DriversAnswer
  /** What is asked for, to be changed. */
  choice: ComponentChildren
}

/** What the figures say, the most important first. */
export function Drivers({ project, journey, answer, choice }: Props): VNode {
  const { map, wholes } = answer
  const steps = namedApart(answer.steps)
  const outcome = chosenOf(answer)
  const words = outcomeWords(outcome)
  const at = { project, journey: journey.id }
  const hrefFor = (step: string, score?: number): string =>
    hrefOf({ ...at, page: 'step', step, feel: score ?? null, words: 'all' })
  const finding = findingOf(steps)
  const shared = { steps, words, made: madeOf(answer), hrefFor }
  if (finding.kind === 'nobody') {
    return (
      <>
        {choice}
        <NobodyOnBoth project={project} steps={steps} hrefFor={hrefFor} />
        <WhencePairs project={project} outcome={outcome} isEarly />
      </>
    )
  }
  return (
    <>
      <Headline finding={finding} words={words} hrefFor={hrefFor} />
      <WhencePairs project={project} outcome={outcome} isEarly={finding.kind === 'early' || finding.kind === 'hint'} />
      {choice}
      <p class="caution">
        <strong>Goes with, and need not cause.</strong> The same person felt both, in the same mood. The way to know is
        to change the step for some people and not for others, and then{' '}
        <a href={hrefOf({ ...at, page: 'analyse', view: 'compare', search: '' })}>see whether it got better</a>.
      </p>
      <Ranking {...shared} />
      <Wholes wholes={wholes} words={words} hrefFor={(prompt) => otherHref(prompt)} />
      <StepsOnMap {...shared} lines={map} />
      <Costs {...shared} />
      <PeakEnd peakEnd={answer.peak_end} words={words} />
      <Shares answer={answer} words={words} hrefFor={hrefFor} />
      <PairTables {...shared} outcome={outcome} />
    </>
  )

  function otherHref(prompt: string): string {
    return hrefOf({ ...at, page: 'analyse', view: 'drivers', search: `?outcome=${encodeURIComponent(prompt)}` })
  }
}
