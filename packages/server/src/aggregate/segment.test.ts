import { expect, it } from 'vitest'

import { segmentOf } from './segment.ts'

it('a locale is its language and region, whatever else it says', () => {
  const localeOf = (locale: string) => segmentOf({ locale }).locale
  expect(localeOf('de')).toBe('de')
  expect(localeOf('pt_br')).toBe('pt-BR')
  expect(localeOf('zh-Hant-TW-u-ca-roc')).toBe('zh-TW')
  expect(localeOf('es-419')).toBe('es-419')
  expect(localeOf('de-DE@euro')).toBe('de-DE')
})

it('what is no locale is unknown, so that nobody can make up rows', () => {
  for (const locale of ['', 'x', 'C', 'deutsch-ish', '../../etc', 'de1'])
    expect([locale, segmentOf({ locale }).locale]).toEqual([locale, ''])
})

it('what is not said is unknown', () => {
  expect(segmentOf({})).toEqual({ device: '', locale: '', release: '' })
})
