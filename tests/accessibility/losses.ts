import type { Page } from 'playwright-core'

/**
 * What of the card somebody cannot get to: outside the page, outside the card, cut off, or to be scrolled sideways.
 *
 * What is further down in a card that scrolls is not lost.
 */
export function lossesOf(page: Page): Promise<string[]> {
  return page.locator('attune-prompt').evaluateAll((hosts) =>
    hosts.flatMap(({ shadowRoot }) => {
      const found: string[] = []
      const card = shadowRoot!.querySelector('section')!
      const box = card.getBoundingClientRect()
      const isFixed = getComputedStyle(card).position === 'fixed'
      if (box.left < -1 || box.right > innerWidth + 1) found.push('the card is wider than the page')
      if (isFixed && (box.top < -1 || box.bottom > innerHeight + 1)) found.push('the card is higher than the page')
      if (card.scrollWidth > card.clientWidth + 1) found.push('the card scrolls sideways')
      if (card.scrollHeight > card.clientHeight + 1 && getComputedStyle(card).overflowY === 'visible')
        found.push('the card is cut off')
      for (const element of card.querySelectorAll<HTMLElement>('*')) {
        if (element.closest('svg') && element.tagName !== 'svg') continue
        if (!element.checkVisibility({ opacityProperty: false })) continue
        const { left, right, width } = element.getBoundingClientRect()
        const what = `${element.tagName.toLowerCase()} “${element.textContent.slice(0, 30)}”`
        if (width > 0 && (left < box.left - 1 || right > box.right + 1)) found.push(`${what} leaves the card`)
        const { overflowX, overflowY, textOverflow } = getComputedStyle(element)
        if (element.tagName === 'TEXTAREA' || element.tagName === 'SELECT') continue
        if (overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1) found.push(`${what} is cut off`)
        if (overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1) found.push(`${what} is cut off`)
        if (textOverflow === 'ellipsis') found.push(`${what} may be cut off`)
      }
      return found
    }),
  )
}

/** Controls smaller than they may be, as `name: width × height`. Radio buttons have a least size of their own. */
export function smallTargetsOf(page: Page, leastPx: number, leastPointPx: number): Promise<string[]> {
  return page.locator('attune-prompt').evaluateAll(
    (hosts, [least, leastPoint]) =>
      hosts.flatMap(({ shadowRoot }) =>
        [...shadowRoot!.querySelectorAll<HTMLInputElement>('button, input, textarea')].flatMap((control) => {
          const isPoint =
            control.type === 'radio' && control.closest('fieldset') === shadowRoot!.querySelector('fieldset')
          const own = control.getBoundingClientRect()
          const label = control.labels?.[0]?.getBoundingClientRect() ?? own
          const [width, height] = [Math.max(own.width, label.width), Math.max(own.height, label.height)]
          const wanted = isPoint ? leastPoint! : least!
          if (!control.checkVisibility() || (width >= wanted && height >= wanted)) return []
          const name = control.ariaLabel ?? control.labels?.[0]?.textContent ?? control.textContent
          return [`${name}: ${width.toFixed(0)} × ${height.toFixed(0)}`]
        }),
      ),
    [leastPx, leastPointPx],
  )
}
