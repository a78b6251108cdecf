import { createRandom, type Random } from '../../packages/server/src/demo/random.ts'
import { contrastTerms, type Said } from '../../packages/server/src/voices/contrast-terms.ts'
import { termsOf } from '../../packages/server/src/voices/terms.ts'
import type { Labelled } from './labelled-comments.ts'

/** How well the list of a label says what the label means. */
export interface Judged {
  label: string
  comments: number
  terms: string[]
  /** Of `terms`; null where the label means nothing that words could be held against. */
  right: number | null
  /** Of `terms`, how many the other labels' meanings would call right, on average: what a list gets by chance. */
  elsewhere: number
}

/**
 * Lists the ten terms of every label with enough comments, "label against rest", and counts those that its meaning holds.
 *
 * A term is right where one of its words is, or begins with, one of the label's stems.
 */
export function judgeThemes(
  labelled: readonly Labelled[],
  stems: Readonly<Record<string, readonly string[]>>,
): Judged[] {
  const said = saidOf(labelled)
  const listed = labelsOf(labelled).map(({ label, comments }) => ({
    label,
    comments,
    terms: listOf(said, labelled, label),
  }))
  return listed.map(({ label, comments, terms }) => {
    const own = stems[label]
    const others = Object.keys(stems).filter((other) => other !== label && stems[other]?.join() !== own?.join())
    const hits = (name: string) => terms.filter((term) => isRight(term, stems[name] ?? [])).length
    const elsewhere = others.reduce((sum, other) => sum + hits(other), 0) / Math.max(1, others.length)
    return { label, comments, terms, right: own ? hits(label) : null, elsewhere }
  })
}

/** The rule: of all that is listed for labels that mean something, more than half is right, and every label does better than chance. */
export function isWorthIt(judged: readonly Judged[]): boolean {
  const { right, listed } = sumUp(judged)
  return right > listed / 2 && judged.every((one) => one.right === null || one.right > one.elsewhere)
}

/** Over the labels that mean something. */
export function sumUp(judged: readonly Judged[]): { right: number; listed: number; elsewhere: number } {
  const sum = { right: 0, listed: 0, elsewhere: 0 }
  for (const { right, terms, elsewhere } of judged) {
    if (right === null) continue
    sum.right += right
    sum.listed += terms.length
    sum.elsewhere += elsewhere
  }
  return sum
}

/** Terms per list where labels are dealt out anew, so that every listed term is a false one. */
export function countFalseTerms(labelled: readonly Labelled[], seeds: readonly number[]) {
  const said = saidOf(labelled)
  const counts = seeds.flatMap((seed) => {
    const dealt = deal(labelled, createRandom(seed))
    return labelsOf(dealt).map(({ label }) => listOf(said, dealt, label).length)
  })
  const sum = counts.reduce((all, count) => all + count, 0)
  return { lists: counts.length, mean: sum / counts.length, most: Math.max(...counts) }
}

function saidOf(labelled: readonly Labelled[]): Said[] {
  return labelled.map(({ text }, i) => ({ person: String(i), terms: termsOf(text, 'en') }))
}

function labelsOf(labelled: readonly Labelled[]): { label: string; comments: number }[] {
  const counts = new Map<string, number>()
  for (const { labels } of labelled) for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1)
  return [...counts]
    .map(([label, comments]) => ({ label, comments }))
    .filter(({ comments }) => comments >= MIN_COMMENTS)
    .toSorted((a, b) => b.comments - a.comments)
}

function listOf(said: readonly Said[], labelled: readonly Labelled[], label: string): string[] {
  const has = (_: Said, i: number) => labelled[i]?.labels.includes(label) === true
  const hasNot = (one: Said, i: number) => !has(one, i)
  return contrastTerms(said.filter(has), said.filter(hasNot), { limit: LISTED }).map(({ term }) => term)
}

/** The labels of each comment go to another, all of them together. */
function deal(labelled: readonly Labelled[], random: Random): Labelled[] {
  const labels = labelled.map((one) => one.labels)
  for (let i = labels.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[labels[i], labels[j]] = [labels[j] ?? [], labels[i] ?? []]
  }
  return labelled.map(({ text }, i) => ({ text, labels: labels[i] ?? [] }))
}

function isRight(term: string, stems: readonly string[]): boolean {
  return term.split(' ').some((word) => stems.some((stem) => matches(word, stem)))
}

function matches(word: string, stem: string): boolean {
  return stem.endsWith('_') ? word === stem.slice(0, -1) : word.startsWith(stem)
}

const LISTED = 10
const MIN_COMMENTS = 60
