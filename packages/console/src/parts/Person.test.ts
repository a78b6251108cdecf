import { expect, test } from 'vitest'

import { monogramOf } from './Person.tsx'

test('people are found by two letters', () => {
  expect(['Ada Lovelace', 'ada.lovelace@shop.example', 'Ada', 'é'].map(monogramOf)).toEqual(['AL', 'AL', 'A', 'É'])
})
