import type { Theme } from '@attune/protocol'
import { expect, it } from 'vitest'

import { AppError } from '../errors.ts'
import { shop } from '../testing/shop.ts'
import { faultsOfTheme } from './check-theme.ts'
import { checkConfiguration } from './check.ts'

const faultsOf = (theme: Theme) => [...faultsOfTheme('project.theme', theme)]

it('the widget’s own colours are sound, and so is what only changes corners', () => {
  expect(faultsOf({})).toEqual([])
  expect(faultsOf({ scheme: 'dark', radius: 0, light: {}, dark: {} })).toEqual([])
  expect(faultsOf({ light: { accent: '#0b57d0', onAccent: '#fff' }, dark: { accent: '#8ab4f8' } })).toEqual([])
})

it('a colour that cannot be read by is refused with its contrast and the nearest that can', () => {
  expect(faultsOf({ light: { background: '#fff', text: '#777' } })).toEqual([
    'project.theme.light.text: #777 on #fff has a contrast of 4.47 and needs 4.5; the nearest colour that has it is #767676',
  ])
  expect(faultsOf({ light: { background: '#ffffff', accent: '#ffd400', onAccent: '#ffffff' } })).toEqual([
    'project.theme.light.accent: #ffd400 on #ffffff has a contrast of 1.43 and needs 3; the nearest colour that has it is #b09200',
    'project.theme.light.onAccent: #ffffff on #ffd400 has a contrast of 1.43 and needs 4.5; the nearest colour that has it is #5e5e5e',
  ])
})

it('what a palette leaves away is the widget’s own, and is looked at with it', () => {
  expect(faultsOf({ dark: { background: '#ffffff' } })).toEqual([
    expect.stringMatching(/^project\.theme\.dark\.text: #f3efe8 on #ffffff has a contrast of 1\.14 and needs 4\.5/),
    expect.stringMatching(/^project\.theme\.dark\.muted: #b8b0a4 on #ffffff/),
  ])
  expect(faultsOf({ light: { onAccent: '#333' } })).toEqual([expect.stringContaining('#333 on #1d1a16')])
})

it('a colour is written as one', () => {
  const document = shop()
  const themed = (background: string) => {
    document.project.theme = { light: { background } }
    return () => checkConfiguration(document)
  }
  expect(themed('#ffffff')).not.toThrow()
  for (const odd of ['white', '#ffff', 'url(x)', '#ggg', '#fff;}'])
    expect(themed(odd), odd).toThrow(
      new AppError(
        'invalid_configuration',
        'project.theme.light.background: must be a colour, written as "#b4470b" or "#b40"',
      ),
    )
})
