import type { Locator, Page } from 'playwright-core'

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

/** Somebody who has a keyboard and nothing else, and what they have pressed besides typing words. */
export interface Typist {
  /** Presses Tab, or with `Shift+Tab` goes back, until the focus is on what a locator names. */
  goTo: (what: Locator, key?: 'Tab' | 'Shift+Tab') => Promise<void>
  press: (key: string) => Promise<void>
  /** Types words into what has the focus. */
  type: (words: string) => Promise<void>
  presses: () => number
}

/**
 * Puts somebody at the keyboard. Wherever they come by with Tab, they must see where they are.
 *
 * @param page Of which every press is counted, also by others who are given it.
 */
export function sitAt(page: Page): Typist {
  let presses = 0
  const press = async (key: string): Promise<void> => {
    presses++
    await page.keyboard.press(key)
  }
  const isThere = (what: Locator) => what.evaluate((element) => element === document.activeElement)
  return {
    press,
    type: (words) => page.keyboard.type(words),
    presses: () => presses,
    goTo: async (what, key = 'Tab') => {
      await what.waitFor()
      for (let tries = 0; tries < 100; tries++) {
        await press(key)
        const unseen = await page.evaluate(findUnseenFocus)
        if (unseen !== null) throw new Error(`The focus cannot be seen: ${unseen}`)
        if (await isThere(what)) return
      }
      throw new Error(`${key} never reaches ${what.toString()}.`)
    },
  }
}

/** Runs in the page. @returns what has the focus where nobody could see it: without a ring, off the window, or behind something. */
function findUnseenFocus(): string | null {
  const focused = document.activeElement
  if (focused === null || focused === document.body) return null
  const { left, top, right, bottom } = focused.getBoundingClientRect()
  const hasRing = [focused, focused.nextElementSibling, focused.closest('label')].some((element) => {
    const { outlineStyle = 'none', outlineWidth = '0' } = element === null ? {} : getComputedStyle(element)
    return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
  })
  if (!hasRing) return `no ring around ${focused.outerHTML.slice(0, 120)}`
  const places = [0.1, 0.5, 0.9].flatMap((x) =>
    [0.1, 0.5, 0.9].map((y) => [left + x * (right - left), top + y * (bottom - top)]),
  )
  const isOver = ([x = 0, y = 0]: number[]) => {
    const hit = document.elementFromPoint(x, y)
    return (
      hit !== null &&
      (focused.contains(hit) || hit.contains(focused) || (focused.closest('label')?.contains(hit) ?? false))
    )
  }
  return places.some(isOver) ? null : `covered, or off the window: ${focused.outerHTML.slice(0, 120)}`
}
