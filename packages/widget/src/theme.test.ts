import { expect, test } from 'vitest'

import { propertiesOf } from './theme.ts'

test('a theme that says nothing changes nothing', () => {
  expect(propertiesOf({})).toEqual({})
  expect(propertiesOf({ scheme: 'dark' })).toEqual({})
})

test('each colour goes to its scheme, and square corners are corners too', () => {
  expect(propertiesOf({ radius: 0, light: { background: '#fff' }, dark: { onAccent: '#000' } })).toEqual({
    '--own-radius': '0px',
    '--light-background': '#fff',
    '--dark-onAccent': '#000',
  })
})
