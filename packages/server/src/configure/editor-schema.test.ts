import { expect, it } from 'vitest'

import { EDITOR_SCHEMA } from './editor-schema.ts'
import { FIELD_WORDS } from './field-words.ts'

interface Part {
  description?: string
  properties?: Record<string, Part>
}

/** Every field of the schema with its words. */
function* fieldsOf(value: unknown, path = ''): Iterable<[string, string | undefined]> {
  if (Array.isArray(value)) for (const one of value) yield* fieldsOf(one, path)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return
  for (const [name, part] of Object.entries((value as Part).properties ?? {})) {
    yield [`${path}.${name}`, part.description]
    yield* fieldsOf(part, `${path}.${name}`)
  }
  for (const [keyword, part] of Object.entries(value)) if (keyword !== 'properties') yield* fieldsOf(part, path)
}

it('every field has words, and there are no words without a field', () => {
  const fields = [...fieldsOf(EDITOR_SCHEMA)]
  expect(fields.length).toBeGreaterThan(90)
  expect(fields.filter(([, words]) => !words)).toEqual([])
  const used = new Set(fields.map(([, words]) => words))
  expect(Object.keys(FIELD_WORDS).filter((name) => !used.has(FIELD_WORDS[name]))).toEqual([])
})

it('what two fields of one name mean is told apart', () => {
  const words = new Map(fieldsOf(EDITOR_SCHEMA))
  expect(words.get('.project.name')).toBe('What people call the project.')
  expect(words.get('.prompts.variants.wording.default')).toBe('Used where no language fits better.')
  expect(words.get('.prompts.wording.followUps.options')).toBe('The words of each option, by its id.')
  expect(words.get('.prompts.followUps.options')).toBe('The ids of the options, in order; left away for text.')
})
