import type { ConfigurationDocument, JourneyConfig, PromptDocument, Wording } from '@attune/protocol'
import * as fc from 'fast-check'

/** Any configuration that is one, with texts as people write them and worse. */
export function anyConfiguration(): fc.Arbitrary<ConfigurationDocument> {
  const journey = fc.record({
    id: anyId(),
    name: anyText(),
    ids: fc.uniqueArray(anyId(), { minLength: 1, maxLength: 4 }),
  })
  return fc.uniqueArray(journey, { selector: ({ id }) => id, maxLength: 4 }).chain((skeletons) => {
    const places = skeletons.flatMap(({ id, ids }) => [id, ...ids.map((step) => `${id}/${step}`)])
    const byId = { selector: ({ id }: { id: string }) => id, maxLength: 5 }
    return fc.record({
      project: anyProject(),
      journeys: fc.tuple(...skeletons.map(anyJourney)),
      prompts: places.length === 0 ? fc.constant([]) : fc.uniqueArray(anyPrompt(places), byId).map(paired),
    })
  })
}

/** The first makes pairs with all that it can. */
function paired([outcome, ...others]: PromptDocument[]): PromptDocument[] {
  if (!outcome) return []
  const [journey] = outcome.step.split('/')
  const steps = others.filter(({ step }) => step.split('/')[0] === journey && step !== outcome.step)
  return [{ ...outcome, ...(steps.length > 0 && { pairWith: steps.map(({ id }) => id) }) }, ...others]
}

function anyId(): fc.Arbitrary<string> {
  return fc.oneof(
    fc
      .tuple(
        fc.constantFrom(...'az09'.split('')),
        fc.string({ unit: fc.constantFrom(...'bcde1-_'.split('')), maxLength: 12 }),
      )
      .map((two) => two.join('')),
    // What YAML could take for something else.
    fc.constantFrom(...'no yes null true 1 007 1e3 0x1f on default constructor y 2026-01-01'.split(' ')),
  )
}

function anyText(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ unit: fc.constantFrom(...PIECES), minLength: 1, maxLength: 30 }),
    fc.constantFrom('How was it?', '- a', 'a: b', '# no', '*x', ' x ', '~', 'no', '1.0', 'a\nb', '---'),
  )
}

/** What texts are made of, and what a file could stumble over. */
const PIECES = [
  'a|B| |é|日|😀|ש|0|:|#|-|"|\'|`|@|%|&|*|!|>|{|}|[|]|,|?|\\|\n|\r|\t|  |e\u0301|👨‍👩‍👧|: | #|\n\n',
  '\u0085|\u00a0|\u2028|\ufeff|\u007f|\u001b|\ufffe',
].flatMap((some) => some.split('|'))

function anyProject(): fc.Arbitrary<ConfigurationDocument['project']> {
  return maybe(
    { name: anyText() },
    {
      zone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kolkata'),
      privacy: fc.constantFrom('open', 'confidential', 'anonymous'),
      budget: maybe(
        {},
        { perSession: fc.nat(9), firstSession: fc.boolean(), sameStepDays: fc.constantFrom(0, 0.5, 1e-7, 30) },
      ),
      theme: maybe(
        {},
        {
          scheme: fc.constantFrom('light', 'dark', 'system'),
          light: fc.constant({ accent: '#b4470b' }),
          radius: fc.nat(32),
        },
      ),
      signals: fc.uniqueArray(fc.constantFrom('rage_click', 'dead_click', 'error', 'slow')),
      keys: fc.uniqueArray(
        fc.oneof(anyKey(), fc.record({ key: anyKey(), expires: fc.constant('2027-01-31T01:00:00+01:00') })),
        { selector: (key) => (typeof key === 'string' ? key : key.key), maxLength: 3 },
      ),
      traits: fc.uniqueArray(fc.constantFrom('plan', 'team', 'cohort_2')),
      origins: fc.uniqueArray(fc.constantFrom('https://a.example', 'https://*.b.example', 'null')),
      impressions: fc.boolean(),
    },
  )
}

function anyKey(): fc.Arbitrary<string> {
  return fc
    .string({ unit: fc.constantFrom(...'aZ0_-'.split('')), minLength: 9, maxLength: 9 })
    .map((end) => `pk_${end}`)
}

function anyJourney({ id, name, ids }: { id: string; name: string; ids: string[] }): fc.Arbitrary<JourneyConfig> {
  const steps = ids.map((step) =>
    maybe(
      { id: fc.constant(step), name: anyText() },
      {
        match: maybe(
          {},
          {
            urls: fc.array(fc.constantFrom('/**', '/a', '//x/*', '#/a'), { maxLength: 2 }),
            clicked: fc.constant('a:hover > b'),
          },
        ),
        importance: fc.integer({ min: -100, max: 100 }),
      },
    ),
  )
  return maybe(
    { id: fc.constant(id), name: fc.constant(name), steps: fc.tuple(...steps) },
    { goal: fc.constantFrom(...ids) },
  )
}

function anyPrompt(places: string[]): fc.Arbitrary<PromptDocument> {
  const step = fc.constantFrom(...places)
  const steps = fc.constantFrom(...places.filter((place) => place.includes('/')))
  const moments = fc.array(maybe({ type: fc.constantFrom('entered', 'failed') }, { step: steps }), {
    minLength: 1,
    maxLength: 3,
  })
  return fc
    .record({ locales: anyLocales(), options: fc.uniqueArray(anyId(), { minLength: 2, maxLength: 4 }) })
    .chain(({ locales, options }) => {
      const wording = anyWordings(locales, options)
      return maybe(
        {
          id: anyId(),
          step,
          wording,
          why: fc.constant(false),
          followUps: fc.constant([{ id: 'no', kind: 'many', options } as const]),
        },
        {
          on: fc.constantFrom('completed', 'entered', 'error'),
          share: fc.constantFrom(0, 0.1, 1 / 3, 1, 1e-7),
          scale: fc.constantFrom('faces', 'nps'),
          perPerson: fc.nat(3),
          after: fc.record({ moments, withinMs: fc.integer({ min: 1, max: 86_400_000 }) }),
          unless: moments,
          who: maybe(
            {},
            {
              locales: fc.constant(['de']),
              returning: fc.boolean(),
              traits: fc.dictionary(anyId(), fc.constant(['1', 'no']), { maxKeys: 2 }),
            },
          ),
          schedule: maybe(
            {},
            { from: fc.constant('2026-12-01T08:00:00+01:00'), until: fc.constant('2027-12-01T08:00:00Z') },
          ),
          variants: fc.constant([{ id: 'a', weight: 1 }]),
          quota: maybe(
            { answers: fc.integer({ min: 1, max: 10_000 }) },
            { per: fc.constantFrom('day', 'week', 'ever') },
          ),
          placement: fc.constant('card'),
          status: fc.constantFrom('live', 'paused', 'ended', 'imported'),
        },
      )
    })
}

function anyLocales(): fc.Arbitrary<string[]> {
  return fc.uniqueArray(fc.constantFrom('de', 'no', 'pt-BR', 'zh-Hant-TW'), { maxLength: 3 })
}

function anyWordings(locales: string[], options: string[]): fc.Arbitrary<PromptDocument['wording']> {
  const words = fc.record(Object.fromEntries(options.map((option) => [option, anyText()])), { noNullPrototype: true })
  const followUps = fc.record({ no: fc.record({ question: anyText(), options: words }) })
  const wording: fc.Arbitrary<Wording> = maybe(
    { question: anyText(), followUps },
    { low: anyText(), thanks: anyText() },
  )
  return fc.record({ default: wording, ...Object.fromEntries(locales.map((locale) => [locale, wording])) })
}

/** A record that always has the first fields, and any of the others. */
function maybe<A extends object, B extends object>(
  always: { [K in keyof A]: fc.Arbitrary<A[K]> },
  sometimes: { [K in keyof B]: fc.Arbitrary<B[K]> },
): fc.Arbitrary<A & Partial<B>> {
  const fields = { ...always, ...sometimes } as Record<string, fc.Arbitrary<unknown>>
  return fc.record(fields, { requiredKeys: Object.keys(always), noNullPrototype: true }) as unknown as fc.Arbitrary<
    A & Partial<B>
  >
}
