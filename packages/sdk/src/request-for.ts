import { type PageConfig, type PromptConfig, variantOf } from '@attune/protocol'

import { wordingFor } from './wording.ts'

/**
 * What the widget is told of a prompt, and how events name it: with the variant that this person sees.
 *
 * @param person As `Person.id`.
 */
export function requestFor(
  prompt: PromptConfig,
  person: string,
  locale: string,
  { privacy, theme }: PageConfig['settings'],
) {
  const { id, version, step, scale, why, followUps, placement } = prompt
  const { id: variant, wording } = variantOf(prompt, person)
  return {
    named: { prompt: id, version, step, ...(variant && { variant }) },
    request: {
      scale,
      why,
      wording: wordingFor(wording, locale),
      locale,
      privacy,
      ...(followUps && { followUps }),
      ...(placement && { placement }),
      ...(theme && { theme }),
    },
  }
}
