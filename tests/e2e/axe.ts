import axeCore from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe finds against WCAG 2.0 to 2.2, A and AA: rule and place. */
export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axeCore.source)
  return await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: typeof axeCore }
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
  })
}

/** By how many pixels a page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}
