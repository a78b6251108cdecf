import { nearestPassing, type Palette } from '@attune/protocol'
import { describe, expect, test } from 'vitest'

import { findingsOf } from './axe.ts'
import { show, useHost } from './host.ts'
import { countOf, EVERY_PLACEMENT, EVERY_SCALE, fullRequest, LOOKS, OTHER_KINDS } from './requests.ts'
import { statesOf, walkPrompt } from './walk.ts'

/** The whole list of axe for A and AA, contrast (point 8) with it, in every state of a prompt, with no exceptions. */
const host = useHost()

describe.concurrent.each(EVERY_SCALE)('8. axe finds nothing: %s', (scale) => {
  test.each(LOOKS)('$name', async ({ look, request }) => {
    await expectNothing(fullRequest(scale, 'card', request), look)
  })
})

describe.concurrent('8. axe finds nothing', () => {
  test.each(
    EVERY_PLACEMENT.flatMap((placement) => ['light', 'dark'].map((colorScheme) => ({ placement, colorScheme }))),
  )('as $placement, $colorScheme', async ({ placement, colorScheme }) => {
    const context = { colorScheme: colorScheme as 'light' | 'dark' }
    await expectNothing(fullRequest('faces', placement), { context })
  })

  test('as a sheet with one to choose and a written field', async () => {
    await expectNothing(OTHER_KINDS, { context: { viewport: { width: 360, height: 640 } } })
  })

  test('two prompts on a page', async () => {
    const page = await host.open(fullRequest('faces', 'inline'))
    await show(page, fullRequest('stars', 'card', { wording: { question: 'And the delivery?' } }))
    expect(await page.locator('attune-prompt').count()).toBe(2)
    expect(await findingsOf(page)).toEqual([])
    await page.getByRole('group', { name: 'How did paying feel?' }).getByRole('radio').first().press('Space')
    await page.getByRole('group', { name: 'And the delivery?' }).getByRole('radio').first().press('Space')
    expect(await page.locator('input:checked').count()).toBe(2)
    expect(await findingsOf(page)).toEqual([])
    await page.context().close()
  })

  test.each(LOOKS.filter(({ request }) => !request))('a note, $name', async ({ look }) => {
    const page = await host.openNote(
      { title: 'You said: slow', text: 'Paying takes one step less.', locale: 'en' },
      look,
    )
    expect(await findingsOf(page)).toEqual([])
    await page.context().close()
  })
})

describe.concurrent('8. axe finds nothing in a theme that may be saved, however pale', () => {
  const papers = ['#ffffff', '#fff3bf', '#ffd400', '#0b7285', '#102a43', '#000000']
  test.each(papers)('on %s', async (background) => {
    const theme = { scheme: 'light', light: palestOn(background) } as const
    await expectNothing(fullRequest('csat', 'card', { theme }), {})
  })

  test('and one that may not be saved is found out by axe as well', async () => {
    const theme = { scheme: 'light', light: { background: '#ffffff', muted: '#777777' } } as const
    const page = await host.open(fullRequest('csat', 'card', { theme }))
    expect((await findingsOf(page)).join()).toMatch(/^color-contrast/)
    await page.context().close()
  })
})

/** The palest of everything that the service takes on this background; see `check-theme.ts` there. */
function palestOn(background: string): Palette {
  const accent = nearestPassing(background, background, 3)
  const text = nearestPassing(background, background, 4.5)
  return { background, text, muted: text, accent, onAccent: nearestPassing(accent, accent, 4.5) }
}

/** Walks through every state and looks at each; then proves that it came to the end. */
async function expectNothing(request: Parameters<typeof host.open>[0], look: Parameters<typeof host.open>[1]) {
  const page = await host.open(request, look)
  const found: string[] = []
  const walked = await walkPrompt(page, request, async (state) => {
    found.push(...(await findingsOf(page)).map((finding) => `${state}: ${finding}`))
  })
  expect(found).toEqual([])
  expect(walked).toEqual(statesOf(countOf(request.scale!), request))
  await page.context().close()
}
