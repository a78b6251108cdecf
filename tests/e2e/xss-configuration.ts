import type { ConfigurationDocument, PromptDocument, Wording, Wordings } from '@attune/protocol'

/** The journey whose first step has every answer of its project. */
export const JOURNEY = 'j0'
export const FIRST_STEP = 's0'
/** The prompt that says everything in as many languages as there are payloads. */
export const PROMPT = 'p0'

/** A project that says a payload wherever its owner may write: one journey, step, prompt and language for each. */
export function configurationOf(name: string, payloads: readonly string[]): ConfigurationDocument {
  const steps = payloads.map((payload, i) => ({ id: `s${i}`, name: payload, match: matchOf(payload) }))
  const journeys = payloads.map((payload, i) => ({
    id: `j${i}`,
    name: payload,
    steps: i === 0 ? steps : [{ id: FIRST_STEP, name: payload }],
  }))
  return { project: { name, budget: { sameStepDays: 0 } }, journeys, prompts: payloads.map(promptOf) }
}

/** The same prompt with each payload in the language that had another one before: every line of it differs. */
export function promptOf(payload: string, i: number, payloads: readonly string[], turn = 0): PromptDocument {
  const turned = payloads.map((_, at) => payloads[(at + turn) % payloads.length] ?? '')
  return {
    id: `p${i}`,
    step: `${JOURNEY}/s${i}`,
    why: false,
    ...(i > 0 && { placement: 'inline', into: selectorOf(payload) }),
    wording: i === 0 ? inLanguages(turned) : { default: wordingOf(payload) },
    followUps: [
      { id: 'pick', kind: 'one', options: ['a', 'b'] },
      { id: 'more', kind: 'text' },
    ],
    who: {
      pages: i === 0 ? payloads.slice(0, MOST_PAGES).map((one) => `/${one}`) : [`/${payload}`],
      releases: i === 0 ? payloads.map(short) : [short(payload)],
      traits: { plan: i === 0 ? payloads.map(short) : [short(payload)] },
    },
    variants: [
      { id: 'a', weight: 1 },
      { id: 'b', weight: 1, wording: { default: wordingOf(turned[i] ?? payload) } },
    ],
  }
}

/** As much of a payload as a release, a trait or a visitor may have. */
export const short = (payload: string): string => payload.slice(0, 64)

/** Real to whoever reads locales, and English to the widget: none has words of its own to be fetched. */
export function localeAt(i: number): string {
  return i === 0 ? 'default' : `en-${String.fromCharCode(65 + Math.floor(i / 26), 65 + (i % 26))}`
}

function inLanguages(payloads: readonly string[]): Wordings {
  const [first = '', ...rest] = payloads
  return {
    default: wordingOf(first),
    ...Object.fromEntries(rest.map((payload, i) => [localeAt(i + 1), wordingOf(payload)])),
  }
}

function wordingOf(payload: string): Wording {
  const pick = { question: payload, options: { a: payload, b: payload } }
  return {
    question: payload,
    low: payload,
    high: payload,
    why: payload,
    thanks: payload,
    followUps: { pick, more: { question: payload } },
  }
}

function matchOf(payload: string) {
  return { urls: [`/${payload}`], appears: selectorOf(payload), clicked: selectorOf(payload) }
}

/** A selector may hold anything between quotes, but a line break and the quote itself. */
function selectorOf(payload: string): string {
  return `[title="${payload.replaceAll(/["\n]/g, "'")}"]`
}

const MOST_PAGES = 20
