import type { CompareAnswer, CompareOptions } from '@attune/protocol'
import type { VNode } from 'preact'

import { Answers } from './Answers.tsx'
import { Chance, pValue } from './Chance.tsx'
import { Conditions } from './Conditions.tsx'
import { NetChanges } from './NetChanges.tsx'
import { NotComparable } from './NotComparable.tsx'
import { OtherSteps } from './OtherSteps.tsx'
import { SidesPicture } from './SidesPicture.tsx'
import { Verdict } from './Verdict.tsx'

interface Props {
  answer: CompareAnswer
  options: CompareOptions
  search: URLSearchParams
  isGated: boolean
  hrefFor: (search: string) => string
}

/** The verdict, what it is made of, what it rests on, and what to know when reading it. */
export function Findings({ answer, options, search, isGated, hrefFor }: Props): VNode {
  if (answer.not_comparable !== null)
    return <NotComparable {...{ answer, search, hrefFor }} reason={answer.not_comparable.reason} />
  const isSilent = answer.a.figures?.scores == null && answer.b.figures?.scores == null
  if (isSilent) return <Silence {...{ answer, search, isGated }} />
  return (
    <>
      <Verdict verdict={answer.verdict} />
      <div class="findings">
        <div>
          <SidesPicture answer={answer} />
          <Answers answer={answer} search={search} />
          <Chance answer={answer} />
        </div>
        <div>
          <NetChanges answer={answer} options={options} />
          <section aria-labelledby="rests-on">
            <h2 id="rests-on">“Better” and “worse” need all of this</h2>
            <Conditions answer={answer} />
          </section>
          <section aria-labelledby="to-know">
            <h2 id="to-know">To know when you read it</h2>
            <ul class="compare-notes">
              {notesOf(answer).map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </section>
        </div>
        <OtherSteps {...{ answer, options, search, hrefFor }} />
      </div>
    </>
  )
}

/** Neither side has a figure: nobody answered, or too few did. */
function Silence({ answer, search, isGated }: Pick<Props, 'answer' | 'search' | 'isGated'>): VNode {
  const isNobody = !isGated && answer.a.figures?.n === 0 && answer.b.figures?.n === 0
  return (
    <section class="compare-silence">
      <p class="verdict" aria-live="polite">
        <strong>{isNobody ? 'Nobody answered on either side.' : 'Fewer than five people on each side.'}</strong>{' '}
        {isNobody
          ? 'Choose another step, other days, or take everyone again.'
          : 'No figure is made of so few, because it would be about a person. Choose more days, or another step.'}
      </p>
      <SidesPicture answer={answer} />
      <Answers answer={answer} search={search} />
    </section>
  )
}

/** Where feelings drift apart around the same middle, the spread alone sees it. */
function notesOf({ notes, shape, verdict: { outcome } }: CompareAnswer): string[] {
  const isFound = outcome === 'better' || outcome === 'worse'
  const spread =
    shape !== null && shape.p < 0.05 && !isFound
      ? [
          `The answers spread differently over the scale (p ${pValue(shape.p)}): look at the bars, some people may feel better and others worse.`,
        ]
      : []
  return [...spread, ...notes]
}
