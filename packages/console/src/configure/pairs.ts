import type { JourneyConfig, PromptConfig, PromptDocument } from '@attune/protocol'

/**
 * The live prompts that this one can make pairs with: at earlier steps of its journey, and of no other pair.
 *
 * The service allows later steps, too; whoever was asked for the outcome is hardly ever asked at one of them.
 */
export function pairable(
  { id, step, placement }: PromptDocument,
  live: readonly PromptConfig[],
  journeys: readonly JourneyConfig[],
): PromptConfig[] {
  const journey = journeys.find((one) => step.startsWith(`${one.id}/`))
  const placeOf = (ref: string): number => journey?.steps.findIndex((one) => ref === `${journey.id}/${one.id}`) ?? -1
  const isEarlier = (one: PromptConfig): boolean => placeOf(one.step) !== -1 && placeOf(one.step) < placeOf(step)
  const isFree = ({ on, pair }: PromptConfig): boolean => on !== 'opened' && (!pair || pair.outcome === id)
  if (placement === 'tab') return []
  return live.filter((one) => isEarlier(one) && isFree(one)).toSorted((a, b) => placeOf(a.step) - placeOf(b.step))
}

/** The same prompt with pairs of these; of none where there are none. */
export function paired(prompt: PromptDocument, ids: readonly string[]): PromptDocument {
  const { pairWith: _, ...rest } = prompt
  return ids.length === 0 ? rest : { ...rest, pairWith: [...ids] }
}
