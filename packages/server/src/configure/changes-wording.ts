import type { FollowUpWording, PromptChange, PromptDocument, Wording, Wordings } from '@attune/protocol'

/** How two sets of wordings differ. @param whose ` of variant b`, or nothing. */
export function changesOfWordings(place: string, before: Wordings, after: Wordings, whose = ''): PromptChange[] {
  const locales = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  return locales.flatMap((locale): PromptChange[] => {
    const [was, is] = [before[locale], after[locale]]
    const here = `${place}.${locale}`
    if (was && is) return changesOfWords(here, was, is, `${whose}${languageOf(locale)}`)
    // Nobody's words have changed: people of that language have read the default's until now, or will.
    const text = `The words${whose}${languageOf(locale)} ${is ? 'are new' : 'are gone'}: “${(is ?? was)?.question}”`
    return [{ place: here, before: was, after: is, text, breaks: false }]
  })
}

function changesOfWords(place: string, before: Wording, after: Wording, whose: string): PromptChange[] {
  const labels = LABELS.flatMap(([key, name, breaks]) =>
    changeOf(`${place}.${key}`, `${name}${whose}`, before[key], after[key], breaks),
  )
  const ids = Object.keys(after.followUps ?? {}).filter((id) => before.followUps?.[id])
  const followUps = ids.flatMap((id) => {
    const [was, is] = [before.followUps?.[id], after.followUps?.[id]]
    return was && is ? changesOfFollowUp(`${place}.followUps.${id}`, id, was, is, whose) : []
  })
  return [...labels, ...followUps]
}

/** What is read before anything is answered changes what the answer means; thanks come after it. */
const LABELS = [
  ['question', 'The question', true],
  ['low', 'The label under the worst end', true],
  ['high', 'The label under the best end', true],
  ['why', "The question for the person's own words", true],
  ['thanks', 'The thanks', false],
] as const

/** Words of a question or an option that is new, or gone, are told of where the follow-up itself is. */
function changesOfFollowUp(
  place: string,
  id: string,
  before: FollowUpWording,
  after: FollowUpWording,
  whose: string,
): PromptChange[] {
  const name = `The follow-up "${id}"${whose}`
  const options = Object.keys(after.options ?? {}).filter((option) => before.options?.[option] !== undefined)
  return [
    ...changeOf(`${place}.question`, name, before.question, after.question, true),
    ...options.flatMap((option) =>
      changeOf(
        `${place}.options.${option}`,
        `The option "${option}" of the follow-up "${id}"${whose}`,
        before.options?.[option],
        after.options?.[option],
        true,
      ),
    ),
  ]
}

function changeOf(
  place: string,
  name: string,
  before: string | undefined,
  after: string | undefined,
  breaks: boolean,
): PromptChange[] {
  if (before === after) return []
  const say = (text: string | undefined) => (text === undefined ? 'the usual words' : `“${text}”`)
  return [{ place, before, after, text: `${name}: ${say(before)} became ${say(after)}`, breaks }]
}

/**
 * How the variants of two versions differ. A variant without words of its own has the prompt's, whose changes are told there.
 *
 * A variant that comes or goes changes what some people read, and so what the answers of all of them mean together.
 */
export function changesOfVariants(a: PromptDocument, b: PromptDocument): PromptChange[] {
  const [before, after] = [a.variants ?? [], b.variants ?? []]
  const ids = [...new Set([...before, ...after].map((variant) => variant.id))]
  return ids.flatMap((id): PromptChange[] => {
    const place = `variants.${id}`
    const [was, is] = [before.find((one) => one.id === id), after.find((one) => one.id === id)]
    if (!was || !is) {
      const text = `The variant "${id}" ${is ? 'is new' : 'is gone'}`
      return [{ place, before: was, after: is, text, breaks: (is ?? was)?.wording !== undefined }]
    }
    const text = `The weight of variant "${id}": ${was.weight} became ${is.weight}`
    const weight = { place: `${place}.weight`, before: was.weight, after: is.weight, text, breaks: false }
    const words =
      was.wording || is.wording
        ? changesOfWordings(
            `${place}.wording`,
            was.wording ?? a.wording,
            is.wording ?? b.wording,
            ` of variant "${id}"`,
          )
        : []
    return was.weight === is.weight ? words : words.concat(weight)
  })
}

function languageOf(locale: string): string {
  if (locale === 'default') return ''
  try {
    return ` in ${names.of(locale) ?? locale}`
  } catch {
    return ` in ${locale}`
  }
}

const names = new Intl.DisplayNames(['en'], { type: 'language' })
