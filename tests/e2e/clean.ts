import type { Page } from 'playwright-core'
import { expect } from 'vitest'

import { faults, overflow } from './axe.ts'

/** Has no fault that axe can see and does not scroll sideways, wide and narrow, light and dark. What is open stays so. */
export async function clean(page: Page, what: string): Promise<void> {
  for (const width of [1280, 360]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect(await faults(page), `${what} at ${width}, ${colorScheme}`).toEqual([])
      expect(await overflow(page), `${what} at ${width} scrolls sideways`).toBeLessThanOrEqual(0)
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}
