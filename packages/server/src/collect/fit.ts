import type { AnsweredEvent, WireEvent } from '@attune/protocol'

import type { KnownProject, KnownVersion } from '../configure/directory.ts'
import { redact } from './redact.ts'

/** What was left away of an event because its version of the prompt knows no such thing. */
export type Stripped = 'variant' | 'follow_up' | 'option'

/**
 * Leaves away of an event what its version does not know: a variant, a follow-up, an option. The rest of what somebody said
 * stands; and what becomes a key of the counts is always one of those that an owner wrote.
 */
export function fitToVersion(event: WireEvent, { prompts }: KnownProject): Fitted {
  const version = 'prompt' in event ? prompts.get(event.prompt)?.get(event.version) : undefined
  if (!version || !('prompt' in event)) return { event, stripped: [] }
  const { variant = '', ...rest } = event
  const isStripped = variant !== '' && !version.variants.includes(variant)
  const named = isStripped ? rest : event
  const { event: fitted, stripped } =
    named.type === 'answered' ? fitAnswers(named, version) : { event: named, stripped: [] }
  return { event: fitted, stripped: isStripped ? ['variant', ...stripped] : stripped }
}

interface Fitted {
  event: WireEvent
  stripped: Stripped[]
}

/** The options that were chosen in an answer, as `followup:option`; what was typed is not among them. */
export function choicesOf(event: WireEvent, { prompts }: Pick<KnownProject, 'prompts'>): string[] {
  if (event.type !== 'answered' || !event.answers) return []
  const { answers } = event
  return (prompts.get(event.prompt)?.get(event.version)?.followUps ?? []).flatMap(({ id, options = [] }) =>
    options.filter((option) => answers[id]?.includes(option)).map((option) => `${id}:${option}`),
  )
}

function fitAnswers(event: AnsweredEvent, { followUps }: KnownVersion): Fitted {
  if (!event.answers) return { event, stripped: [] }
  const { answers: said, ...rest } = event
  const stripped: Stripped[] = []
  const answers: Record<string, string[]> = {}
  for (const [id, given] of Object.entries(said)) {
    const followUp = followUps.find((one) => one.id === id)
    if (!followUp) {
      stripped.push('follow_up')
      continue
    }
    const { kind, options } = followUp
    // What was chosen is the owner's own words; what was typed may name somebody.
    const known = [...new Set(options ? given : given.map(redact))].filter((text) =>
      options ? options.includes(text) : text !== '',
    )
    const kept = kind === 'many' ? known : known.slice(0, 1)
    if (kept.length < new Set(given).size) stripped.push('option')
    if (kept.length > 0) answers[id] = kept
  }
  return { event: Object.keys(answers).length > 0 ? { ...rest, answers } : rest, stripped }
}
