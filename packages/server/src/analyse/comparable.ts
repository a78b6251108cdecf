import type { PromptDocument, WordingKey } from '@attune/protocol'

import { changesBetween } from '../configure/changes.ts'
import { SEVERAL } from './privacy-gate/sources.ts'
import type { VersionKey } from './queries.ts'

/** Tells whether answers to these mean the same, so that a sum of them is one figure. */
export type Comparison = (asked: readonly WordingKey[]) => boolean

/** Whether there is nothing to look up: one version in one wording is comparable with itself. */
export function isOneWording(asked: readonly WordingKey[]): boolean {
  return asked.length < 2 && asked.every(({ variant }) => variant !== SEVERAL)
}

/**
 * Compares what people read, by the rule that begins a new series where a prompt is published: other words, another scale, other
 * questions before or another order of them. What is asked at another step, or by a variant in words of its own, is another question.
 *
 * Every two are held together, because a translation that came and was changed differs from the next version, and not from the first.
 *
 * @param versions All that is ever asked about; one that is not among them is comparable with nothing.
 */
export function createComparison(versions: readonly (VersionKey & { content: PromptDocument })[]): Comparison {
  const contents = new Map(versions.map(({ prompt, version, content }) => [`${prompt}@${version}`, content]))
  const known = new Map<string, boolean>()

  function areAlike([one, a]: Read, [other, b]: Read): boolean {
    const pair = `${one}\0${other}`
    const alike = known.get(pair) ?? changesBetween(a, b).every(({ breaks }) => !breaks)
    known.set(pair, alike)
    return alike
  }

  return (asked) => {
    if (isOneWording(asked)) return true
    const distinct = new Map<string, PromptDocument>()
    for (const { prompt, version, variant } of asked) {
      const read = asRead(contents.get(`${prompt}@${version}`), variant)
      if (!read) return false
      distinct.set(JSON.stringify([read.step, read.scale, read.wording, read.followUps]), read)
    }
    const all = [...distinct]
    return all.every((one, i) => all.slice(i + 1).every((other) => areAlike(one, other)))
  }
}

/** What makes a reading, and the prompt as it was read. */
type Read = [signature: string, prompt: PromptDocument]

/** The prompt as who has this variant reads it; null where nobody can tell, or several wordings are mixed. */
function asRead(content: PromptDocument | undefined, variant: string): PromptDocument | null {
  if (!content) return null
  const { variants = [], ...prompt } = content
  if (variant === SEVERAL && variants.some(({ wording }) => wording)) return null
  return { ...prompt, wording: variants.find(({ id }) => id === variant)?.wording ?? prompt.wording }
}
