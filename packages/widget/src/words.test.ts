import type { PromptHandle } from '@attune/protocol'
import { expect, test, vi } from 'vitest'

import { PRIVACY_WORD, directionOf, type Spoken, WORD, type Words, withWords } from './words.ts'
import { words as ar } from './words/ar.ts'
import { words as de } from './words/de.ts'
import { words as es } from './words/es.ts'
import { words as fr } from './words/fr.ts'
import { words as it } from './words/it.ts'
import { words as ja } from './words/ja.ts'
import { words as nl } from './words/nl.ts'
import { words as pl } from './words/pl.ts'
import { words as pt } from './words/pt.ts'
import { words as sv } from './words/sv.ts'
import { words as zh } from './words/zh.ts'

const FILES: Record<string, Words> = { ar, de, es, fr, it, ja, nl, pl, pt, sv, zh }
const NOTHING: PromptHandle = { remove() {} }

/** What a prompt of a locale is begun with. */
function begun(locale: string): Promise<Spoken> {
  return new Promise((resolve) => {
    withWords(locale, (spoken) => {
      resolve(spoken)
      return NOTHING
    })
  })
}

test('English begins at once', () => {
  const begin = vi.fn<(spoken: Spoken) => PromptHandle>(() => NOTHING)
  withWords('en-GB', begin)
  expect(begin.mock.calls).toEqual([[{ words: expect.arrayContaining(['Done', 'x of y']), lang: undefined }]])
})

test('a region has its language’s words', async () => {
  for (const language of Object.keys(FILES)) {
    expect(await begun(`${language}-XX`)).toEqual({ words: FILES[language], lang: undefined })
  }
})

test('a language that is not here is given English at once, and told so', () => {
  const begin = vi.fn<(spoken: Spoken) => PromptHandle>((spoken) => {
    expect([spoken.lang, spoken.words[WORD.never]]).toEqual(['en', 'Never ask me again'])
    return NOTHING
  })
  withWords('tlh', begin)
  withWords('art', begin)
  expect(begin).toHaveBeenCalledTimes(2)
})

test('a prompt that is removed before its words have come never begins', async () => {
  const begin = vi.fn<(spoken: Spoken) => PromptHandle>(() => NOTHING)
  withWords('nl', begin).remove()
  await begun('nl')
  expect(begin).not.toHaveBeenCalled()
})

test('a prompt that has begun is removed by the same handle', async () => {
  const remove = vi.fn<() => void>()
  const handle = withWords('sv', () => ({ remove }))
  await begun('sv')
  handle.remove()
  expect(remove).toHaveBeenCalledOnce()
})

test('every language has every word, and points that are told apart', async () => {
  for (const words of [...Object.values(FILES), (await begun('en')).words]) {
    expect(words.map((word) => word.trim()).filter(Boolean)).toHaveLength(25)
    for (const scale of [words.slice(0, 5), words.slice(18, 23), words.slice(16, 18), words.slice(23)]) {
      expect(new Set(scale).size).toBe(scale.length)
    }
    expect(new Set(Object.values(PRIVACY_WORD).map((place) => words[place])).size).toBe(3)
  }
})

test('the name of a point has its number once and the best one once', async () => {
  for (const words of [...Object.values(FILES), (await begun('en')).words]) {
    expect(words[WORD.of]!.match(/[xy]/g)?.toSorted()).toEqual(['x', 'y'])
  }
})

test('the direction follows the language, or the script where one is named', () => {
  const rtl = ['ar', 'ar-EG', 'he', 'fa-IR', 'ur', 'az-Arab', 'yi']
  const ltr = ['en', 'de-CH', 'arn', 'fr', 'tr', 'ur-Latn', 'pt-BR']
  expect(rtl.map(directionOf)).toEqual(rtl.map(() => 'rtl'))
  expect(ltr.map(directionOf)).toEqual(ltr.map(() => 'ltr'))
})
