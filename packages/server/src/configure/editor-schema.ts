import { ConfigurationSchema } from '@attune/protocol/schema'

import { FIELD_WORDS } from './field-words.ts'

/** Where parts of a schema are in a part; `patternProperties` holds one part, under its pattern. */
const NESTING = new Set(['items', 'allOf', 'anyOf', 'patternProperties', '^.*$', '^[a-z0-9][a-z0-9_-]{0,63}$'])

/** The JSON Schema of a configuration, for editors: what the service checks by, with words for every field. */
export const EDITOR_SCHEMA: object = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'A project of Attune',
  description: 'Configuration as code: attune config pull, diff, push.',
  ...(withWords(JSON.parse(JSON.stringify(ConfigurationSchema)), '') as object),
}

/** @param path The names down to here, without numbers and without what owners name themselves, e.g. `prompts.wording.question`. */
function withWords(part: unknown, path: string): unknown {
  if (Array.isArray(part)) return part.map((one) => withWords(one, path))
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(
    Object.entries(part).map(([keyword, value]) => [
      keyword,
      keyword === 'properties'
        ? fieldsOf(value as object, path)
        : NESTING.has(keyword)
          ? withWords(value, path)
          : value,
    ]),
  )
}

function fieldsOf(fields: object, path: string): object {
  return Object.fromEntries(
    Object.entries(fields).map(([name, part]) => {
      // A wording says the same in every language, the default one included.
      const at = path.endsWith('wording') && name === 'default' ? path : `${path}.${name}`
      const words = wordsOf(at === path ? `${at}.default` : at)
      return [name, { ...(words !== undefined && { description: words }), ...(withWords(part, at) as object) }]
    }),
  )
}

/** By the longest end of the path that there are words for. */
function wordsOf(path: string): string | undefined {
  const names = path.split('.')
  const end = names.map((_, from) => names.slice(from).join('.')).find((one) => Object.hasOwn(FIELD_WORDS, one))
  return end === undefined ? undefined : FIELD_WORDS[end]
}
