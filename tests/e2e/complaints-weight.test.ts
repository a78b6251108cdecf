import { describe, expect, test } from 'vitest'

import {
  answer,
  asked,
  booksOf,
  expectStored,
  figuresOf,
  open,
  type Opened,
  PROMPT,
  until,
  useShop,
  voicesWith,
} from './host-pages/shop-stage.ts'

/** What users of others have complained of, each as a rule that holds here: what a page has to carry. */
useShop({
  asking: {},
  counting: { prompts: [] },
  disabled: { prompts: [] },
  paused: { prompts: [{ ...PROMPT, status: 'paused' }] },
})

describe.concurrent('weight', () => {
  test('1. PostHog/posthog#31175: all that asking takes comes in under 20 kB over the wire', async () => {
    const opened = await open('asking')
    await answer(opened.page, 'a light one')
    await expectStored('asking', 'a light one')
    expect(new Set(opened.requests.map(withoutHash))).toEqual(
      new Set(['/attune.js', '/v1/config', '/attune-ask.js', '/widget.js', '/v1/events']),
    )
    expect(await bytesOf(opened)).toBeLessThan(20_000)
  })

  test('2. PostHog/posthog-js#1905: a page that only counts downloads under 7 kB, and is counted', async () => {
    const opened = await open('counting')
    await until(async () => (await booksOf(opened.page)).stored, 1)
    expect(await figuresOf('counting')).toMatchObject({ entered: 1, n: 0 })
    expect(await bytesOf(opened)).toBeLessThan(7_000)
  })

  test('3. PostHog/posthog#43975: where nobody is to be asked, nothing that only asking takes is loaded', async () => {
    for (const project of ['disabled', 'paused']) {
      const { page, requests } = await open(project)
      await page.waitForTimeout(3_000)
      expect(requests, project).toEqual(['/attune.js', '/v1/config', '/v1/events'])
    }
  })

  test('4. formbricks/formbricks#4718: many attributes at the start take no time and no request of their own', async () => {
    const { page, requests, batches } = await open('asking')
    const traits = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`trait_${index}`, `value ${index}`]))
    const sent = requests.length
    const tookMs = await page.evaluate((all) => {
      const from = performance.now()
      window.attune('identify', 'user-4711')
      for (const [name, value] of Object.entries(all)) window.attune('set', { [name]: value })
      return performance.now() - from
    }, traits)
    expect(tookMs).toBeLessThan(1_000)
    await asked(page)
    const others = requests.slice(sent).filter((path) => path !== '/v1/events' && !/ask|widget/.test(path))
    expect(others).toEqual([])
    await answer(page, 'known by twelve traits')
    await expectStored('asking', 'known by twelve traits')
    expect((await voicesWith('asking', 'known by twelve traits'))[0]!.traits).toEqual(traits)
    // What was entered before anything was said, and then one batch for each of what happens.
    expect(batches.length).toBeLessThanOrEqual(4)
  })
})

/** Of scripts and configuration, as they came over the wire. */
async function bytesOf({ sizes }: Opened): Promise<number> {
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
}

const withoutHash = (path: string) => path.replace(/-[0-9a-f]{8,}(?=\.js$)/, '')
