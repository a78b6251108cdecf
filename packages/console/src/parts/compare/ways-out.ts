import type { CompareAnswer, CompareQuestion } from '@attune/protocol'

import { changed, withNarrowed } from './asked.ts'

/** Each question that both sides were asked alike, with what narrows to it and to nothing else. */
export function waysOut({ a, b, by }: CompareAnswer, search: URLSearchParams): { search: string; said: string }[] {
  const all = [...a.questions, ...b.questions]
  const shared = [...new Set(a.questions.map(({ alike }) => alike))].filter((one) =>
    b.questions.some(({ alike }) => alike === one),
  )
  return shared.flatMap((one) => {
    const own = all.filter(({ alike }) => alike === one)
    const narrowed = narrowedTo(search, own, all, by)
    const [first] = own
    return narrowed === null || first === undefined ? [] : [{ search: narrowed, said: saidOf(own, first) }]
  })
}

/** Null where prompts, versions and variants together do not tell these from the others. */
function narrowedTo(
  search: URLSearchParams,
  own: readonly CompareQuestion[],
  all: readonly CompareQuestion[],
  by: CompareAnswer['by'],
): string | null {
  const values = {
    prompt: new Set(own.map(({ prompt }) => prompt)),
    version: new Set(own.map(({ version }) => version)),
    variant: new Set(own.map(({ variant }) => variant)),
  }
  const ofPrompts = all.filter(({ prompt }) => values.prompt.has(prompt))
  const ofVersions = ofPrompts.filter(({ version }) => values.version.has(version))
  const ofVariants = ofVersions.filter(({ variant }) => values.variant.has(variant))
  const isOnly = (some: readonly CompareQuestion[]): boolean => some.every(({ alike }) => alike === own[0]?.alike)
  const byPrompt = changed(search, { prompt: [...values.prompt].join() })
  if (isOnly(ofPrompts)) return byPrompt
  if (by === 'version') return null
  const byVersion = withNarrowed(new URLSearchParams(byPrompt), 'version', [...values.version].map(String))
  if (isOnly(ofVersions)) return byVersion
  if (by === 'variant' || !isOnly(ofVariants)) return null
  return withNarrowed(new URLSearchParams(byVersion), 'variant', [...values.variant])
}

function saidOf(own: readonly CompareQuestion[], first: CompareQuestion): string {
  const question = first.question === null ? first.prompt : `“${first.question}”`
  const versions = [...new Set(own.map(({ version }) => version))]
  const prompts = new Set(own.map(({ prompt }) => prompt))
  return prompts.size > 1 ? question : `${question} (version ${versions.join(' and ')})`
}
