import { describe, expect, test } from 'vitest'

import { useHost, show } from './host.ts'
import { countOf, EVERY_PLACEMENT, EVERY_SCALE, fullRequest } from './requests.ts'
import { readTree, structureFaultsOf, writeTree } from './tree.ts'
import { walkPrompt } from './walk.ts'
import { buildWithoutRoles } from './without-roles.ts'

/** Points 1 to 3 of the acceptance list: what stands behind the pixels. */
const host = useHost(async () => ({ '/without-roles.js': await buildWithoutRoles() }))
const QUESTION = 'How did paying feel?'

test.each(EVERY_SCALE)(
  '1. %s: one group named by the question, one radio button per point, each with a name',
  async (scale) => {
    const page = await host.open({ scale }, { path: '/bare' })
    expect(structureFaultsOf(await readTree(page), QUESTION, countOf(scale))).toEqual([])
    await page.getByRole('radio').first().press('Space')
    const checked = writeTree(await readTree(page)).match(/radio .*, checked/g)
    expect(checked).toHaveLength(1)
    await page.context().close()
  },
)

test('1. a widget without its roles is found wanting by the same check', async () => {
  const page = await host.open({}, { path: '/bare', widget: '/without-roles.js' })
  const faults = structureFaultsOf(await readTree(page), QUESTION, 5)
  expect(faults).toContain('0 groups are named by the question')
  expect(faults).toContain('nothing announces')
  await page.context().close()
})

describe('1. what a screen reader is handed', () => {
  test.each(EVERY_SCALE)('%s', async (scale) => {
    const request = fullRequest(scale)
    const page = await host.open(request, { path: '/bare' })
    let text = ''
    await walkPrompt(page, request, async (state) => {
      if (/^point (?!1$)/.test(state)) return
      text += `${state}\n${writeTree(await readTree(page), 1)}\n`
    })
    await expect(text).toMatchFileSnapshot(`trees/${scale}.txt`)
    await page.context().close()
  })

  test('a tab', async () => {
    const request = fullRequest('faces', 'tab')
    const page = await host.open(request, { path: '/bare' })
    await expect(writeTree(await readTree(page))).toMatchFileSnapshot('trees/tab.txt')
    await page.context().close()
  })

  test('a note', async () => {
    const page = await host.openNote(
      { title: 'You said: slow', text: 'Paying takes one step less.', locale: 'en' },
      { path: '/bare' },
    )
    await expect(writeTree(await readTree(page))).toMatchFileSnapshot('trees/note.txt')
    await page.context().close()
  })
})

test.each(['faces', 'stars', 'thumbs'] as const)(
  '2. %s: names are in the prompt’s language, and what is seen is part of them',
  async (scale) => {
    const page = await host.open({ scale, locale: 'de', wording: { question: 'Wie war das Bezahlen?' } })
    const names = await page.getByRole('radio').evaluateAll((radios) =>
      (radios as HTMLInputElement[]).map((radio) => ({
        seen: radio.labels?.[0]?.innerText.trim() ?? '',
        name: radio.ariaLabel ?? radio.labels?.[0]?.textContent.trim() ?? '',
      })),
    )
    for (const { seen, name } of names) {
      expect(name).not.toMatch(/very|good|bad|of \d|star|thumb/i)
      expect(name).toContain(seen)
    }
    await page.context().close()
  },
)

test('2. pictures are not read', async () => {
  const page = await host.open(fullRequest('faces'))
  const walked = await walkPrompt(page, {}, async () => {
    const heard = await page
      .locator('attune-prompt svg')
      .evaluateAll((all) => all.filter((svg) => svg.ariaHidden !== 'true').length)
    expect(heard).toBe(0)
  })
  expect(walked).toContain('thanks')
  await page.context().close()
})

test.each(EVERY_PLACEMENT)(
  '3. %s: what names or describes something is in the same root; two prompts share no id; no heading',
  async (placement) => {
    const request = fullRequest('faces', placement)
    const page = await host.open(request)
    await show(page, fullRequest('stars'))
    const walk = page.locator('attune-prompt').first()
    if (placement === 'tab') await walk.locator('button').first().click()
    for (const prompt of await page.locator('attune-prompt').all())
      await prompt.getByRole('radio').first().press('Space')
    const faults = await page.locator('attune-prompt').evaluateAll((hosts) =>
      hosts.flatMap(({ shadowRoot }) => {
        const all = [...shadowRoot!.querySelectorAll('*')]
        const ids = all.map(({ id }) => id).filter(Boolean)
        const named = all.flatMap((element) =>
          ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns', 'aria-errormessage'].flatMap(
            (attribute) => element.getAttribute(attribute)?.split(/\s+/) ?? [],
          ),
        )
        return [
          ...named.filter((id) => !ids.includes(id)).map((id) => `nothing is called ${id}`),
          ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two are called ${id}`),
          ...all.filter(({ tagName }) => /^H\d$/.test(tagName)).map(({ outerHTML }) => outerHTML),
        ]
      }),
    )
    expect(faults).toEqual([])
    const inPage = await page.evaluate(
      () => [...document.querySelectorAll('attune-prompt')].filter(({ id }) => id).length,
    )
    expect(inPage).toBe(0)
    await page.context().close()
  },
)
