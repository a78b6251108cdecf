import { SCALES, type Voice, type VoiceMoment } from '@attune/protocol'
import type { VNode } from 'preact'

import { toneOf } from '../../bars.ts'
import type { VoicesAt } from '../../voices.ts'
import { scoreName } from '../../words.ts'
import { Face } from '../Face.tsx'
import { Words } from '../Words.tsx'

interface Props {
  moment: VoiceMoment
  at: VoicesAt
}

/** The visit as a line of small stations: a face where something was answered, an open one where nothing was. */
export function VisitPath({ moment: { voice, path, outcome }, at }: Props): VNode {
  const others = path.filter(({ id, comment }) => id !== voice.id && comment !== null)
  return (
    <div class="visit">
      <p class="hint">The visit it is from, station by station</p>
      <ol class="visit-path">
        {stationsOf(path, at).map(({ id, name, answers }) => (
          <li key={id} class={answers.some((one) => one.id === voice.id) ? 'here' : ''}>
            {answers.length === 0 ? (
              <>
                <svg class="no-face" width="24" height="24" viewBox="0 0 24 24" aria-hidden="true">
                  <circle cx="12" cy="12" r="5" />
                </svg>
                <span>{name}</span>
                <span class="unseen">: nothing said</span>
              </>
            ) : (
              <>
                <span class="visit-faces">
                  {answers.map((one) => (
                    <Felt key={one.id} voice={one} />
                  ))}
                </span>
                <span>{name}</span>
                {at.zone !== null && <time dateTime={answers[0]!.at}>{clock(answers[0]!.at, at.zone)}</time>}
              </>
            )}
          </li>
        ))}
        {outcome !== null && (
          <li class="end">
            <span class="mark-end" aria-hidden="true">
              {outcome.outcome === 'reached' ? '⚑' : '×'}
            </span>
            <span>{outcome.outcome === 'reached' ? 'Reached the end' : 'Left before the end'}</span>
            {at.zone !== null && <time dateTime={outcome.at}>{clock(outcome.at, at.zone)}</time>}
          </li>
        )}
      </ol>
      {others.map((one) => (
        <div key={one.id} class="visit-words">
          <p class="hint">{at.steps.get(one.step) ?? 'About the journey'}</p>
          <Words voice={one} />
        </div>
      ))}
    </div>
  )
}

interface Station {
  id: string
  name: string
  /** The first first. */
  answers: Voice[]
}

/** The journey's steps in their order, then what was answered anywhere else, such as about the journey as a whole. */
function stationsOf(path: readonly Voice[], { steps }: VoicesAt): Station[] {
  const elsewhere = [...new Set(path.map(({ step }) => step))].filter((step) => !steps.has(step))
  return [...steps.keys(), ...elsewhere].map((id) => ({
    id,
    name: steps.get(id) ?? (id === '' ? 'The journey' : id),
    answers: path.filter(({ step }) => step === id),
  }))
}

function Felt({ voice: { feel, scale } }: { voice: Voice }): VNode {
  const { min, max } = SCALES[scale]
  return (
    <>
      <Face tone={toneOf(feel - min, max - min + 1)} size={24} />
      <span class="unseen">{scoreName(feel, scale)} at </span>
    </>
  )
}

/** `21:37`. */
function clock(at: string, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: zone }).format(new Date(at))
}
