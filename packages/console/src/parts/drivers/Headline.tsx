import type { Driver } from '@attune/protocol'
import type { ComponentChildren, VNode } from 'preact'

import type { Finding } from './finding.ts'
import { StepLink } from './StepLink.tsx'
import { closeness, closenessInterval, directionSentence, type OutcomeWords, people } from './words.ts'

interface Props {
  finding: Exclude<Finding, { kind: 'nobody' }>
  words: OutcomeWords
  /** The address of a step's answers. */
  hrefFor: (step: string) => string
}

/** Which step matters most, and how sure that is: the loudest thing of the page. */
export function Headline({ finding, words, hrefFor }: Props): VNode {
  const link = (step: Driver): VNode => <StepLink step={step} hrefFor={hrefFor} />
  return (
    <>
      <p class="finding">{sayFinding(finding, words, link)}</p>
      <p class="lead">{sayHowSure(finding, words)}</p>
    </>
  )
}

type Link = (step: Driver) => VNode

function sayFinding(finding: Props['finding'], words: OutcomeWords, link: Link): ComponentChildren {
  if (finding.kind === 'early') return 'Too early to say what matters most.'
  if (finding.kind === 'nothing') return `No step stands out: none clearly goes with ${words.what}.`
  if (finding.kind === 'hint') {
    return (
      <>
        A hint, no more: {link(finding.top)} goes most closely with {words.what} so far.
      </>
    )
  }
  return (
    <>
      {link(finding.top)} {verdict(finding, words)}
      {finding.rivals.length > 0 && <>, but it is too close to call with {rivals(finding.rivals, link)}</>}.
    </>
  )
}

function sayHowSure(finding: Props['finding'], words: OutcomeWords): string {
  if (finding.kind === 'early') {
    const { most } = finding
    const were = most === 1 ? 'was' : 'were'
    return `${people(most)} at most ${were} heard both at a step and on the outcome. At 60 there is a hint, at 120 an order.`
  }
  if (finding.kind === 'nothing') {
    const heard = finding.compared === 1 ? 'One step was heard' : `${finding.compared} steps were heard`
    return `${heard} by enough people, and not even the strongest goes with it more than chance might.`
  }
  const sure = howSure(finding.top, words)
  if (finding.kind === 'first') return sure
  return `${sure} From 120 people on at a step, the strongest is the right one 19 times in 20.`
}

function verdict({ top, rivals: close, compared }: Extract<Finding, { kind: 'first' }>, words: OutcomeWords): string {
  const against = top.direction === 'against' ? ', the other way round' : ''
  if (close.length > 0) return `goes most closely with ${words.what}${against}`
  if (compared === 1) return `is the only step with enough people to say: it goes with ${words.what}${against}`
  return `matters most for ${words.what}${against}`
}

function rivals(steps: readonly Driver[], link: Link): ComponentChildren {
  const named = steps.slice(0, steps.length > NAMED + 1 ? NAMED : steps.length)
  const more = steps.length - named.length
  return named.map((step, index) => [
    index === 0 ? '' : more === 0 && index === named.length - 1 ? ' and ' : ', ',
    link(step),
    more > 0 && index === named.length - 1 ? ` and ${more} more` : '',
  ])
}

function howSure(top: Driver, words: OutcomeWords): string {
  const between = closenessInterval(top).replace(' to ', ' and ')
  return `${directionSentence(top, words, 'there')}: of ${people(top.n)}, a closeness of ${closeness(top.rho ?? 0)}, and 19 times in 20 between ${between}.`
}

/** So many steps are named that cannot be told from the first. */
const NAMED = 2
