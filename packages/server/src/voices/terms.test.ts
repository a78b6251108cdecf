import { expect, test } from 'vitest'

import { guessLanguage, languageOf, stopWordsOf } from './stop-words.ts'
import { plainWords, termsOf } from './terms.ts'

const terms = (text: string, language = 'en') => [...termsOf(text, language)]

test('a comment speaks of its words and of pairs of them, each once, without those that say nothing', () => {
  expect(terms('The payment was slow, and slow payment is bad')).toEqual([
    'payment',
    'payment slow',
    'slow',
    'slow payment',
    'payment bad',
    'bad',
  ])
  expect(terms('Die Zahlung war langsam', 'de')).toEqual(['zahlung', 'zahlung langsam', 'langsam'])
  expect(terms('👍 … 5 & a')).toEqual([])
  expect(terms('')).toEqual([])
})

test('a negation says something of its neighbour, and nothing alone', () => {
  expect(terms('Not working, no voucher')).toEqual(['not working', 'working', 'working no', 'no voucher', 'voucher'])
  expect(terms('Zahlung nicht', 'de')).toEqual(['zahlung'])
})

test('a pair does not reach over the end of a sentence, but a version is no end', () => {
  expect(terms('Slow. Payment')).toEqual(['slow', 'payment'])
  expect(terms('Slow?! Payment\nrefused')).toEqual(['slow', 'payment', 'refused'])
  expect(terms('版本。页')).not.toContain('版本页')
})

test('what was masked is no term, nor what looks like an address, a name with an at sign or a long number', () => {
  expect(terms('Mail [email] or [number], [token]')).toEqual(['mail'])
  expect(terms('See https://shop.example/a?b=voucher www.shop.example @jo jo@shop.example 4111111111111111')).toEqual([
    'see',
  ])
  expect(terms('error 404')).toEqual(['error', 'error 404', '404'])
})

test('what hangs on an apostrophe goes where it says nothing, however a phone writes it', () => {
  expect(terms("It's O'Brien's, they've paid")).toEqual(['brien', 'brien paid', 'paid'])
  expect(terms('can’t upload')).toEqual(["can't", "can't upload", 'upload'])
  expect(terms("the restaurant's menu")).toEqual(['restaurant', 'restaurant menu', 'menu'])
  expect(terms("L'hôtel était sale", 'fr')).toContain('hôtel')
})

test('a text of whatever composition and script is the same words', () => {
  expect(terms('caf\u0065\u0301', 'fr')).toEqual(['caf\u00E9'])
  expect(terms('YAVAŞ ÖDEME İŞLEMİ', 'tr')).toContain('işlemi')
  // Apart or together, as a dictionary has it, the page is there.
  expect(terms('页面很慢', 'zh')).toContain('页面')
  expect(terms('ชำระเงินช้า', 'th').join(' ')).toContain('ชำระ')
})

test('a thousand of anything takes no longer than it should', () => {
  const started = performance.now()
  for (const text of ['.', '@', 'a', '1', '[', ' .'].map((sign) => sign.repeat(2_000))) termsOf(`${text}x`, 'en')
  expect(performance.now() - started).toBeLessThan(1_000)
})

test('a locale tells its language where it is known, and nothing strangers make up', () => {
  expect(languageOf('de-AT')).toBe('de')
  expect(languageOf('EN_us')).toBe('en')
  for (const unknown of ['', 'xx', 'constructor', 'en1', '-', 'zz-Zzzz']) expect(languageOf(unknown)).toBe('')
  expect(stopWordsOf('en').has('the')).toBe(true)
  expect(stopWordsOf('toString').size).toBe(0)
})

test('words without a locale are taken for the language whose stop words they hold', () => {
  const guess = (text: string) => guessLanguage(plainWords(text, ''))
  expect(guess('I was not able to pay with my card, and the page did not tell me why it was refused')).toBe('en')
  expect(guess('Ich konnte nicht mit der Karte bezahlen, und die Seite hat mir nicht gesagt warum')).toBe('de')
  expect(guess("Je n'ai pas pu payer avec ma carte et la page ne m'a pas dit pourquoi elle était refusée")).toBe('fr')
  expect(guess('No pude pagar con mi tarjeta y la página no me dijo por qué la había rechazado')).toBe('es')
  expect(guess('voucher checkout')).toBe('')
  expect(guess('')).toBe('')
})
