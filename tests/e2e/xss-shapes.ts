import { ConfigurationSchema } from '@attune/protocol/schema'

/** Places of a configuration that take a text and not every one, by the reason why. */
const CHECKED: Readonly<Record<string, readonly string[]>> = {
  'It is for editors and for what was seen, and is not kept.': ['$schema', '$revision'],
  'It names a zone, an instant, an origin or a locale, and is refused where there is no such thing.': [
    'project.zone',
    'project.keys[].expires',
    'project.origins[]',
    'prompts[].schedule.from',
    'prompts[].schedule.until',
    'prompts[].who.locales[]',
  ],
}

/** Every place of a configuration that takes free text, e.g. `journeys[].steps[].name`; what differs by its key is `*`. */
export function placesOfText(): string[] {
  const refused = new Set(Object.values(CHECKED).flat())
  return [...new Set(placesIn(ConfigurationSchema as Schema, ''))].filter((place) => !refused.has(place))
}

/** The texts that stand at such a place in a document. */
export function textsAt(document: unknown, place: string): string[] {
  let found: unknown[] = [document]
  for (const part of place.match(/[^.[\]]+|\[\]/g) ?? []) {
    found = found.flatMap((value) => {
      if (typeof value !== 'object' || value === null) return []
      return part === '[]' || part === '*' ? Object.values(value) : [(value as Record<string, unknown>)[part]]
    })
  }
  return found.filter((value) => typeof value === 'string')
}

interface Schema {
  type?: string
  pattern?: string
  enum?: unknown
  const?: unknown
  properties?: Record<string, Schema>
  patternProperties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  allOf?: Schema[]
}

function* placesIn(schema: Schema, place: string): Iterable<string> {
  const { type, pattern, properties = {}, patternProperties = {}, items, anyOf = [], allOf = [] } = schema
  if (type === 'string' && pattern === undefined && schema.enum === undefined && schema.const === undefined) yield place
  for (const [name, inner] of Object.entries(properties)) {
    // What is said of the one that must be there is said of all.
    const at = name === 'default' ? '*' : name
    yield* placesIn(inner, place === '' ? at : `${place}.${at}`)
  }
  for (const inner of Object.values(patternProperties)) yield* placesIn(inner, `${place}.*`)
  if (items) yield* placesIn(items, `${place}[]`)
  for (const inner of [...anyOf, ...allOf]) yield* placesIn(inner, place)
}
