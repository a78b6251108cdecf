import type { JourneyMap, MapStep } from '@attune/protocol'
import type { VNode } from 'preact'

import { usePage } from '../hooks.ts'
import { Distribution } from '../parts/Distribution.tsx'
import { Lazy } from '../parts/Lazy.tsx'
import { StepFigures } from '../parts/StepFigures.tsx'
import { Voices } from '../parts/Voices.tsx'
import { hrefOf, type Route } from '../route.ts'
import { showsVoices } from '../shared.ts'
import { scaleOf } from '../words.ts'

interface Props {
  map: JourneyMap
  step: MapStep
  /** Which of its answers, and how finely its trend is told. */
  route: Extract<Route, { page: 'step' }>
}

/** A number, opened: the answers behind it, and the figures that they make, in words. */
export function StepPage({ map, step, route }: Props): VNode {
  const heading = usePage(`${step.name}, ${map.journey.name}`)
  const { project, journey, feel } = route
  const scale = step.voices[0]?.scale ?? scaleOf(step.feel.scores)
  const index = map.steps.indexOf(step)
  return (
    <>
      <nav class="crumbs" aria-label="Journey">
        <a href={hrefOf({ page: 'journey', project, journey })}>← {map.journey.name}</a>
        <span class="neighbours">
          <Neighbour map={map} step={map.steps[index - 1]} label="Before" />
          <Neighbour map={map} step={map.steps[index + 1]} label="Next" />
        </span>
      </nav>
      <header class="page-head">
        <h1 ref={heading} tabIndex={-1}>
          {step.name}
        </h1>
        {step.prompt !== null && <p class="lead">Asked: {step.prompt.question}</p>}
      </header>
      <Lazy name="trend" load={loadTrend} props={{ map, step, route }} />
      <div class={showsVoices() ? 'step' : 'step wordless'}>
        <section class="step-figures" aria-labelledby="figures">
          <h2 id="figures">What people felt</h2>
          <StepFigures feel={step.feel} />
          <Distribution
            feel={step.feel}
            scale={scale}
            chosen={feel}
            hrefFor={(score) => hrefOf({ ...route, feel: score })}
          />
        </section>
        {showsVoices() ? (
          <Voices map={map} step={step} scale={scale} route={route} />
        ) : (
          <p class="hint">This link shows figures, and not what people wrote.</p>
        )}
        <section class="step-funnel" aria-labelledby="heard">
          <Lazy name="funnel" load={loadFunnel} props={{ map, step }} />
        </section>
      </div>
    </>
  )
}

function Neighbour({ map, step, label }: { map: JourneyMap; step: MapStep | undefined; label: string }): VNode | null {
  if (step === undefined) return null
  const href = hrefOf({
    page: 'step',
    project: map.project.id,
    journey: map.journey.id,
    step: step.id,
    feel: null,
    words: 'all',
  })
  return (
    <a href={href}>
      {label}: {step.name}
    </a>
  )
}

const loadTrend = () => import('../parts/doing/StepTrend.tsx').then(({ StepTrend }) => StepTrend)
const loadFunnel = () => import('../parts/funnel/StepFunnel.tsx').then(({ StepFunnel }) => StepFunnel)
