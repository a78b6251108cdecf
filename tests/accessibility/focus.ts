import type { Page } from 'playwright-core'

/** What has the focus, the card's own controls included. */
export interface Focused {
  /** Of the prompt, not of the page it is on. */
  isInPrompt: boolean
  /** `input radio`, `textarea`, `button`, … */
  kind: string
  /** Its label, or else its text; the id where there is neither. */
  name: string
}

/** What has the focus now; the body where nothing has. */
export function focusOf(page: Page): Promise<Focused> {
  return page.evaluate(() => {
    let element = document.activeElement as HTMLInputElement
    const isInPrompt = element.tagName === 'ATTUNE-PROMPT'
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement as HTMLInputElement
    const kind = `${element.tagName.toLowerCase()} ${element.tagName === 'INPUT' ? element.type : ''}`.trim()
    const name = element.ariaLabel ?? element.labels?.[0]?.textContent.trim() ?? element.textContent.trim().slice(0, 40)
    return { isInPrompt, kind, name: name || element.id }
  })
}

/**
 * Presses Tab from where the focus is until it comes to the page's field with this id.
 *
 * @returns what the focus passed in the prompt. @throws where it never gets there: then the prompt is a trap.
 */
export async function tabThrough(page: Page, until: string, key = 'Tab'): Promise<Focused[]> {
  const passed: Focused[] = []
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press(key)
    if (await page.evaluate((id) => document.activeElement?.id === id, until)) return passed
    const focused = await focusOf(page)
    if (focused.isInPrompt) passed.push(focused)
  }
  throw new Error(`${key} never comes to #${until}. It passed: ${passed.map(({ name }) => name).join(', ')}`)
}

/** How many stops by Tab a prompt has: its radio buttons are one, whatever there is besides is one each. */
export function stopsOf(page: Page): Promise<number> {
  return page.locator('attune-prompt').evaluate(({ shadowRoot }) => {
    const groups = new Set<string>()
    let others = 0
    for (const control of shadowRoot!.querySelectorAll<HTMLInputElement>('button, input, textarea'))
      if (control.type === 'radio') groups.add(control.name)
      else if (control.checkVisibility()) others++
    return groups.size + others
  })
}
