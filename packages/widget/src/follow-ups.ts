import type { Draft, FollowUp, PromptRequest } from '@attune/protocol'

/** What stands while a prompt is open: answers to follow-ups that are not asked now, too, should their score come back. */
export interface Kept extends Draft {
  answers: Record<string, string[]>
}

/**
 * The follow-ups that are asked at a score, in order; none before there is one.
 *
 * With the score and the comment there are three at most, however many a prompt names. One without words is not asked.
 */
export function followUpsAt(
  feel: number | null,
  { followUps = [], wording, why }: Pick<PromptRequest, 'followUps' | 'wording' | 'why'>,
): FollowUp[] {
  if (feel === null) return []
  return followUps
    .filter(({ id, from = 0, to = feel }) => from <= feel && feel <= to && wording.followUps?.[id])
    .slice(0, why ? 1 : 2)
}

/** What stands, as the caller is told of it: only what is asked at this score, and nothing empty. */
export function draftOf({ feel, comment, answers }: Kept, request: Parameters<typeof followUpsAt>[1]): Draft {
  const given = followUpsAt(feel, request).flatMap(({ id }) => {
    const answer = answers[id]?.filter((one) => one.trim())
    return answer?.length ? [[id, answer] as const] : []
  })
  return { feel, comment, ...(given.length && { answers: Object.fromEntries(given) }) }
}
