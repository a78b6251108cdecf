import type { Browser, Locator, Page } from 'playwright-core'

/**
 * How many pixels differ between two pictures by a contrast of at least 3:1, the least that a state may be shown by.
 *
 * By what is on the screen and not by the style sheet: an outline that is clipped, covered or pale does not count.
 * Source: WCAG 2.2, 1.4.11 and the definition of contrast ratio.
 */
export async function contrastingPixels(browser: Browser, before: Buffer, after: Buffer): Promise<number> {
  const easel = easels.get(browser) ?? browser.newPage()
  easels.set(browser, easel)
  const page = await easel
  return page.evaluate(
    async (pictures) => {
      const [one, two] = await Promise.all(
        pictures.map(async (data) => {
          const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob())
          const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
          context.drawImage(bitmap, 0, 0)
          return context.getImageData(0, 0, bitmap.width, bitmap.height).data
        }),
      )
      if (one!.length !== two!.length) throw new Error('The pictures differ in size.')
      const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
      const luminance = (of: Uint8ClampedArray, at: number) =>
        0.2126 * linear(of[at]! / 255) + 0.7152 * linear(of[at + 1]! / 255) + 0.0722 * linear(of[at + 2]! / 255)
      let count = 0
      for (let at = 0; at < one!.length; at += 4) {
        const [a, b] = [luminance(one!, at) + 0.05, luminance(two!, at) + 0.05]
        if (Math.max(a, b) / Math.min(a, b) >= 3) count++
      }
      return count
    },
    [before.toString('base64'), after.toString('base64')],
  )
}

/** One empty page per browser to draw on: opening another for each pair would take longer than comparing it. */
const easels = new WeakMap<Browser, Promise<Page>>()

/** A picture of the page around something, with room for what is drawn outside it. */
export async function pictureAround(page: Page, target: Locator): Promise<Buffer> {
  const box = await target.boundingBox()
  if (!box) throw new Error('It is not on the screen.')
  const { width, height } = page.viewportSize()!
  const x = Math.max(0, Math.floor(box.x) - MARGIN)
  const y = Math.max(0, Math.floor(box.y) - MARGIN)
  const clip = {
    x,
    y,
    width: Math.min(width - x, Math.ceil(box.width) + 2 * MARGIN),
    height: Math.min(height - y, Math.ceil(box.height) + 2 * MARGIN),
  }
  return page.screenshot({ clip, animations: 'disabled', caret: 'hide' })
}

/** In CSS pixels. */
const MARGIN = 8
