import type { DoingAnswer, DoingStep } from '@attune/protocol'
import type { VNode } from 'preact'

import { dayRange } from '../../when.ts'
import { answers, count, percent, points } from '../../words.ts'
import { ImportanceMap, type MapPoint } from '../charts/ImportanceMap.tsx'
import { doingTable } from './doing-table.tsx'
import { cornerName, CORNERS } from './doing-words.ts'

interface Props {
  answer: DoingAnswer
  /** The address of a step. */
  hrefFor: (step: string) => string
}

/** Completion against net feel, with the four corners named. Null where fewer than two steps have both. */
export function DoingMap({ answer: { steps, middle, from, to }, hrefFor }: Props): VNode | null {
  const drawn = steps.flatMap((step) => {
    const point = pointOf(step, middle)
    return point === null ? [] : [{ step, point }]
  })
  if (drawn.length < 2 || middle.completion === null || middle.net === null) return null
  return (
    <ImportanceMap
      title="What people do, and what they feel"
      hint={`The lines are the journey’s own middle: ${percent(middle.completion)} completed, net feel ${points(middle.net)}. A hollow step may be on either side of one: its interval, the soft cross, reaches over it.`}
      made={`${dayRange(from, to)} · ${count(sumOf(steps, ({ entered }) => entered))} times that somebody came to a step · ${answers(sumOf(steps, ({ feel }) => feel.n))}`}
      spoken={drawn.map(({ step }) => spoken(step)).join('. ')}
      points={drawn.map(({ point }) => point)}
      lines={{ x: middle.completion, y: middle.net }}
      corners={CORNERS}
      axes={{ x: 'more complete it', y: 'feels better' }}
      table={doingTable(steps, hrefFor)}
      below={(isNumbered) => (
        <>
          {isNumbered && (
            <ol class="doing-numbers">
              {drawn.map(({ step }) => (
                <li key={step.step}>
                  <a href={hrefFor(step.step)}>{step.name}</a>
                </li>
              ))}
            </ol>
          )}
        </>
      )}
    />
  )
}

function pointOf(
  { name, completion, completion_low, completion_high, feel, corner }: DoingStep,
  middle: DoingAnswer['middle'],
): MapPoint | null {
  if (completion === null || completion_low === null || completion_high === null) return null
  if (feel.net === null || feel.net_low === null || feel.net_high === null) return null
  const x = { value: completion, low: completion_low, high: completion_high }
  const y = { value: feel.net, low: feel.net_low, high: feel.net_high }
  const isClear = isBeside(x, middle.completion) && isBeside(y, middle.net) && feel.tier !== 'early'
  const look =
    corner === 'done_and_disliked' ? 'mend' : corner === 'liked_and_dropped' ? 'keep' : isClear ? 'calm' : 'unclear'
  return { name, x, y, look }
}

const sumOf = (steps: readonly DoingStep[], of: (step: DoingStep) => number): number =>
  steps.reduce((sum, step) => sum + of(step), 0)

function isBeside({ low, high }: MapPoint['x'], line: number | null): boolean {
  return line !== null && (low > line || high < line)
}

function spoken(step: DoingStep): string {
  const { name, completion, feel } = step
  const surprise = step.corner === null ? '' : `: ${cornerName(step)}`
  return `${name}: ${percent(completion ?? 0)} complete it, net feel ${points(feel.net ?? 0)}${surprise}`
}
