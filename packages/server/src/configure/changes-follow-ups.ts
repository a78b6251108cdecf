import type { FollowUp, PromptChange } from '@attune/protocol'
import { SCALES } from '@attune/protocol'

import type { WholePrompt } from './document.ts'

/** How the follow-ups of two versions differ: what is asked, in which order, of whom, and what can be chosen. */
export function changesOfFollowUps(a: WholePrompt, b: WholePrompt): PromptChange[] {
  const [before, after] = [a.followUps ?? [], b.followUps ?? []]
  const ids = [...new Set([...before, ...after].map((one) => one.id))]
  const single = ids.flatMap((id): PromptChange[] => {
    const place = `followUps.${id}`
    const [was, is] = [before.find((one) => one.id === id), after.find((one) => one.id === id)]
    if (was && is) return changesOf(place, was, is, [a, b])
    const text = `The follow-up "${id}" ${is ? 'is new' : 'is gone'}: “${questionOf(is ? b : a, id)}”`
    return [{ place, before: was, after: is, text, breaks: false }]
  })
  return [...single, ...orderOf(a, b)]
}

function questionOf({ wording }: WholePrompt, id: string): string {
  return wording.default.followUps?.[id]?.question ?? id
}

function changesOf(place: string, was: FollowUp, is: FollowUp, [a, b]: [WholePrompt, WholePrompt]): PromptChange[] {
  const name = `the follow-up "${is.id}"`
  const changes: PromptChange[] = []
  if (was.kind !== is.kind) {
    const text = `What ${name} takes: ${KINDS[was.kind]} became ${KINDS[is.kind]}`
    changes.push({ place: `${place}.kind`, before: was.kind, after: is.kind, text, breaks: true })
  }
  const [old, now] = [was.options ?? [], is.options ?? []]
  if (old.join() !== now.join() && was.kind !== 'text' && is.kind !== 'text') {
    const isMoved = old.toSorted().join() === now.toSorted().join()
    const text = `The ${isMoved ? 'order of the options' : 'options'} of ${name}: ${old.join(', ')} became ${now.join(', ')}`
    changes.push({ place: `${place}.options`, before: old, after: now, text, breaks: true })
  }
  const [wasFor, isFor] = [branchOf(was, a), branchOf(is, b)]
  if (wasFor !== isFor) {
    const said = ({ from, to }: FollowUp) => ({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) })
    const text = `Who is asked ${name}: ${wasFor} became ${isFor}`
    changes.push({ place: `${place}.from`, before: said(was), after: said(is), text, breaks: false })
  }
  return changes
}

const KINDS = { one: 'one option', many: 'several options', text: 'a short text' }

function branchOf({ from, to }: FollowUp, { scale }: WholePrompt): string {
  const { min, max } = SCALES[scale]
  const [first, last] = [from ?? min, to ?? max]
  if (first <= min && last >= max) return 'everybody'
  return first === last ? `who chose ${first}` : `who chose ${first} to ${last}`
}

/** A question that both versions ask breaks the series where it comes after more, fewer or other questions than before. */
function orderOf(a: WholePrompt, b: WholePrompt): PromptChange[] {
  const [before, after] = [sequenceOf(a), sequenceOf(b)]
  const isShared = (id: string) => before.includes(id) && after.includes(id)
  const isMoved = before.some(
    (id, i) => isShared(id) && after.slice(0, after.indexOf(id)).join() !== before.slice(0, i).join(),
  )
  if (!isMoved) return []
  const text = `The order of the questions: ${before.join(', ')} became ${after.join(', ')}`
  return [{ place: 'followUps', before, after, text, breaks: true }]
}

/** What is asked after the score, in this order; the person's own words come last. */
function sequenceOf({ why, followUps = [] }: WholePrompt): string[] {
  return [...followUps.map((one) => one.id), ...(why ? ['own words'] : [])]
}
