import type { JourneyMap, MapStep, Voice } from '@attune/protocol'
import type { VNode } from 'preact'

import { hrefOf } from '../route.ts'
import { absoluteTime, dayRange } from '../when.ts'
import { answers, count, netInterval, percent, points, shareSentence, tierSentence } from '../words.ts'
import { Drifted } from './Drifted.tsx'
import { Sparkline } from './Sparkline.tsx'
import { Words } from './Words.tsx'

interface Props {
  map: JourneyMap
  step: MapStep
  /** The sparkline's axis runs from minus this to this. */
  weeks: number
}

/** One step: its name, a sentence somebody wrote, the place for its picture, its figures and its last eight weeks. */
export function Station({ map, step, weeks }: Props): VNode {
  const { feel } = step
  const at = {
    page: 'step' as const,
    project: map.project.id,
    journey: map.journey.id,
    step: step.id,
    feel: null,
    words: 'all' as const,
  }
  const href = hrefOf(at)
  const trendHref = hrefOf({ ...at, by: 'week' })
  const spoken = step.voices.find(({ comment }) => comment !== null)
  return (
    <li class="station">
      <h2>
        <a href={href}>{step.name}</a>
      </h2>
      <div class="station-words">
        {spoken !== undefined && (
          <>
            <Words voice={spoken} />
            <p class="unseen">{timeOf(spoken, map)}</p>
          </>
        )}
        {spoken === undefined && <p class="hint">{silence(step)}</p>}
      </div>
      {/* The whole picture of a station opens its answers by pointer; by keyboard the links around it do. */}
      <a class="slot" href={href} tabIndex={-1} aria-hidden="true" />
      <div class="station-figures">
        <Net step={step} />
        <p class="share">{shareSentence('good', feel.positive, feel.positive_low, feel.positive_high)}</p>
        <p class="hint">
          {feel.n > 0 && (
            <>
              <a href={href} aria-label={`${many(step)} at ${step.name}`}>
                {many(step)}
              </a>
              <br />
            </>
          )}
          {heard(step)}
        </p>
      </div>
      <Sparkline name={step.name} href={trendHref} weeks={step.weeks} reach={weeks}>
        <Drifted
          asked={{ project: at.project, journey: at.journey, step: step.id, from: map.from, to: map.to }}
          name={step.name}
          href={trendHref}
        />
      </Sparkline>
    </li>
  )
}

/** When it was said; only the day where no more is told. */
function timeOf({ at }: Voice, { project }: JourneyMap): string {
  const day = at.slice(0, 10)
  return project.privacy === 'open' ? absoluteTime(new Date(at), new Date(), project.zone) : dayRange(day, day)
}

function Net({ step: { feel } }: { step: MapStep }): VNode {
  const note = tierSentence(feel)
  return (
    <>
      {feel.net !== null && (
        <p class="net-figure">
          <span class="unseen">Net feel </span>
          <strong>{points(feel.net)}</strong> <span class="interval">{netInterval(feel)}</span>
        </p>
      )}
      {note !== null && <p class={`tier tier-${feel.tier}`}>{SHORT[feel.tier] ?? note}</p>}
    </>
  )
}

const many = ({ feel }: MapStep): string => answers(feel.n)

function heard({ feel, prompt }: MapStep): string {
  // A rate of fewer than 5 people is a figure like any other, and as little to be trusted.
  if (feel.tier === 'hidden') return feel.shown > 0 ? `${count(feel.shown)} people were asked` : ''
  if (feel.response_rate !== null && feel.shown > 0) {
    return `heard from ${percent(feel.response_rate)} of the ${count(feel.shown)} people asked`
  }
  return feel.n === 0 && prompt === null ? 'Nobody is asked here' : ''
}

function silence({ feel, prompt }: MapStep): string {
  if (feel.n > 0) return 'Nobody has written anything here yet.'
  return prompt === null ? 'No prompt asks here.' : `Asks: ${prompt.question}`
}

const SHORT: Partial<Record<MapStep['feel']['tier'], string>> = {
  none: 'Nobody has answered yet',
  hidden: 'Fewer than 5 people',
  early: 'Early signal',
  imprecise: 'Not precise yet',
}
