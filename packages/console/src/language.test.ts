import { expect, test } from 'vitest'

import { languageName } from './language.ts'

test('a language is called by its name, and what is none as it stands', () => {
  expect(languageName('de-AT')).toBe('German (Austria)')
  expect(languageName('not a language')).toBe('not a language')
})
