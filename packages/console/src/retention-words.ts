import type { Retention } from '@attune/protocol'

/** How long what people said is kept, as somebody is typing it: days, or nothing for ever. */
export interface RetentionDraft {
  answersDays: string
  wordsDays: string
}

export function retentionDraftOf({ answersDays, wordsDays }: Retention): RetentionDraft {
  return { answersDays: textOf(answersDays), wordsDays: textOf(wordsDays) }
}

export function retentionIn({ answersDays, wordsDays }: RetentionDraft): Retention {
  return {
    ...(answersDays.trim() !== '' && { answersDays: Number(answersDays) }),
    ...(wordsDays.trim() !== '' && { wordsDays: Number(wordsDays) }),
  }
}

/** What is wrong with a number of days; undefined where nothing is. */
export function faultOfDays(of: keyof RetentionDraft, days: string): string | undefined {
  const number = Number(days)
  const least = LEAST_DAYS[of]
  if (days.trim() === '' || (Number.isInteger(number) && number >= least && number <= MOST_DAYS)) return undefined
  return `Type a whole number of days from ${least} to ${MOST_DAYS}, or leave it empty to keep them for ever.`
}

const textOf = (days: number | undefined): string => (days === undefined ? '' : String(days))
/** As the service has them. A report may come two weeks late, and is counted then. */
const LEAST_DAYS: Record<keyof RetentionDraft, number> = { answersDays: 30, wordsDays: 1 }
const MOST_DAYS = 3_650
