import type { PromptConfig, Wordings } from './config.ts'
import { stickyNumber } from './sampling.ts'

/**
 * The variant of a prompt that a person sees, always the same, and its wording; the id is `''` where there are none.
 *
 * Independent of whether the person is in the prompt's sample.
 *
 * @param person As `Person.id`.
 */
export function variantOf(
  { id, variants = [], wording }: PromptConfig,
  person: string,
): { id: string; wording: Wordings } {
  let rest = stickyNumber(person, `${id}:variant`) * variants.reduce((sum, { weight }) => sum + weight, 0)
  const variant = variants.find(({ weight }) => (rest -= weight) < 0)
  return { id: variant?.id ?? '', wording: variant?.wording ?? wording }
}
