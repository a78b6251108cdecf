import type { Page } from 'playwright-core'

/**
 * Presses Tab until the focus is on what a selector names, inside shadow roots too.
 *
 * @throws after a hundred presses: then it cannot be reached by keyboard.
 */
export async function tabTo(page: Page, selector: string): Promise<void> {
  const seen: string[] = []
  for (let presses = 0; presses < 100; presses++) {
    const focused = await page.evaluate((wanted) => {
      let element = document.activeElement
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
      return { isWanted: element?.matches(wanted) ?? false, html: element?.outerHTML.slice(0, 80) ?? '' }
    }, selector)
    if (focused.isWanted) return
    seen.push(focused.html)
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches ${selector}. It passed:\n${seen.slice(-12).join('\n')}`)
}
