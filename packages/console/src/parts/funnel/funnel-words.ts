import type { CountedRow, MapStep, Privacy } from '@attune/protocol'

import { count, percent } from '../../words.ts'
import type { TableData } from '../charts/DataTable.tsx'
import { isUntold, type Stage } from './stages.ts'

/** What is known of who was asked at a step. `told`: enough for a picture. */
export type Standing = 'told' | 'own' | 'imported' | 'unprompted' | 'unasked' | 'nobody'

export function standingOf(row: CountedRow | null, { prompt }: Pick<MapStep, 'prompt'>): Standing {
  if (row !== null) {
    const { funnel, n, unprompted } = row
    if (funnel.eligible > 0 || funnel.shown > 0) return 'told'
    if (funnel.answered > 0) return 'own'
    if (n > 0) return 'imported'
    if (unprompted > 0) return 'unprompted'
  }
  return prompt === null ? 'unasked' : 'nobody'
}

/** Why there is no picture, in place of a row of zeros. */
export function unknownSentence(standing: Exclude<Standing, 'told'>, reached: number | null): string {
  const came = reached === null || reached === 0 ? '' : ` ${cameBy(reached)}`
  return `${UNKNOWN[standing]}${came}`
}

/** How much of everyone here was heard: `Heard from 12 % of everyone here: 846 of 7,012.` */
export function heardSentence({ funnel, tier }: Pick<CountedRow, 'funnel' | 'tier'>, privacy: Privacy): string {
  const { eligible, shown, answered, heard } = funnel
  if (isUntold({ tier }, privacy))
    return 'How many were heard is told once there are five people or more: this project promises that nobody is told of alone.'
  if (eligible === 0)
    return `${count(answered)} answered, and ${count(shown)} were asked. How many could have been is not known.`
  if (heard === null)
    return `${count(answered)} answered, more than the ${count(eligible)} whom Attune could have asked: your page asks in its own way too. So no share is told.`
  if (answered === 0) return `Nobody here was heard yet: 0 of ${count(eligible)}.`
  if (answered < FEW) return `Heard from ${count(answered)} of ${count(eligible)} here so far.`
  return `Heard from ${shareInWords(heard)} of everyone here: ${count(answered)} of ${count(eligible)}.`
}

/** What the words at the bars mean, each only where its bar is, and what is in none of them. */
export function notesOf(row: Pick<CountedRow, 'funnel' | 'tier' | 'n'>, privacy: Privacy): string[] {
  const { eligible, answered, dismissed, ignored, unresolved } = row.funnel
  const untold = isUntold(row, privacy)
  const notes = [
    eligible > 0 &&
      '“Could be asked” is everyone here whom a question was meant for. Some were not shown it: by chance, or to be left in peace.',
    ignored !== null && !untold && '“Ignored it” is who saw the question and went on, without answering or closing it.',
    dismissed === null &&
      !untold &&
      'How many closed or ignored it is not told: it would tell who has answered, and this project promises that nobody is told of alone.',
    unresolved !== null &&
      unresolved > 0 &&
      '“Not known” are pages that are still open, or could not say what became of the question.',
    unresolved !== null &&
      unresolved < 0 &&
      `There are ${count(-unresolved)} more answers than the questions shown account for: your page asks in its own way too.`,
    !untold && row.n > answered && 'Imported answers are in none of this: nobody counted who was asked for them.',
    'These are times, not people: whoever came twice counts twice.',
  ]
  return notes.filter((note) => note !== false)
}

/** The bars in words, for those who hear the page. */
export function spokenStages(stages: readonly Stage[]): string {
  return `${stages.map((stage) => [`${stage.name}: ${count(stage.times)}`, saidShare(stage)].filter(Boolean).join(', ')).join('; ')}.`
}

/** `43 % of those asked`; `''` where there is no share. */
export function saidShare({ share, of }: Pick<Stage, 'share' | 'of'>): string {
  return share === null ? '' : `${shareInWords(share)} ${of}`
}

export function stagesTable(stages: readonly Stage[]): TableData {
  return {
    columns: ['What became of them', 'Times', 'Share'],
    rows: stages.map((stage) => [stage.name, count(stage.times), saidShare(stage) || '–']),
  }
}

/** Somebody is not nobody: what rounds to 0 % and is more says so. */
function shareInWords(share: number): string {
  return share > 0 && share < 0.005 ? `under ${percent(0.01)}` : percent(share)
}

function cameBy(reached: number): string {
  return reached === 1
    ? 'Somebody came by once in these days.'
    : `People came by ${count(reached)} times in these days.`
}

const UNKNOWN: Record<Exclude<Standing, 'told'>, string> = {
  own: 'Your page asks in its own way here, so how many people were asked, and said nothing, is not known.',
  imported: 'Not known: the answers here were imported, and an import does not say who was asked and gave none.',
  unprompted: 'Nobody was asked here: whoever was heard spoke up by themselves.',
  unasked: 'Nobody is asked at this step.',
  nobody: 'A question waits here, and nobody whom it is meant for has come by in these days.',
}

/** Source: docs/method.md: under five people there is no rate. */
const FEW = 5
