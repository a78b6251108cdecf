import type { Driver } from '@attune/protocol'
import type { VNode } from 'preact'

import { hrefOf } from '../../route.ts'
import { EmptyLine } from '../EmptyLine.tsx'
import { StepLink } from './StepLink.tsx'

interface Props {
  project: string
  journey: { id: string; name: string }
}

/** Nobody has said how it was as a whole: what to ask, so that there is something to hold steps against. */
export function NoOutcome({ project, journey }: Props): VNode {
  return (
    <EmptyLine>
      <h2>There is nothing yet that a step could matter for.</h2>
      <p>
        A step matters when people who feel better there also end better. So ask some of them how {journey.name} was as
        a whole, or whether they would recommend it: in the same visit in which they are asked about a step. Or have
        your pages report whether visits reach their end.
      </p>
      <p>
        <a class="button" href={hrefOf({ page: 'configure', project, section: 'prompts', id: `new:${journey.id}` })}>
          Ask about the journey as a whole
        </a>
      </p>
    </EmptyLine>
  )
}

interface NobodyProps {
  project: string
  steps: readonly Driver[]
  /** The address of a step's answers. */
  hrefFor: (step: string) => string
}

/** Both are there, and never of the same person. */
export function NobodyOnBoth({ project, steps, hrefFor }: NobodyProps): VNode {
  return (
    <EmptyLine>
      <h2>Nobody was heard on both yet.</h2>
      <p>
        There are answers to this question, and none of them came in a visit in which the same person was heard at a
        step. Ask at the steps, too, and of the same people: one question at a step and this one at the end is enough
        for a person. At 60 people there is a hint, at 120 an order.
      </p>
      {steps.length > 0 && (
        <p>
          It would be held against what people answered at{' '}
          {steps.map((step, index) => [index === 0 ? '' : ', ', <StepLink key="step" step={step} hrefFor={hrefFor} />])}
          .
        </p>
      )}
      <p>
        <a class="button" href={hrefOf({ page: 'configure', project, section: 'prompts', id: null })}>
          Look at the prompts
        </a>
      </p>
    </EmptyLine>
  )
}

/** Nobody gave this outcome in these days. @param all The address of the page with nothing chosen. */
export function NobodyThen({ all }: { all: string }): VNode {
  return (
    <EmptyLine>
      <h2>Nobody gave this outcome in these days.</h2>
      <p>A step can only matter for what somebody has said. Other days, or another question, may have answers.</p>
      <p>
        <a class="button" href={all} data-replace="">
          Look at all there is
        </a>
      </p>
    </EmptyLine>
  )
}

/** What people were promised comes first. */
export function Promised({ project, journey }: Props): VNode {
  return (
    <section class="calm">
      <h2>Here, this is not told.</h2>
      <p>
        What matters most is found by setting what each person felt at a step beside what the same person said at the
        end. In this project people were promised that nobody is looked at one by one, so Attune does not.
      </p>
      <p>
        What everybody felt together, step by step, is on the journey map, and what changed is under “Did it get
        better?”.
      </p>
      <p>
        <a class="button" href={hrefOf({ page: 'journey', project, journey: journey.id })}>
          Open the journey map
        </a>
      </p>
    </section>
  )
}
