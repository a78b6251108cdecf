import { readFileSync } from 'node:fs'

import type Axe from 'axe-core'
import type { Page } from 'playwright-core'

import { settle } from './settle.ts'

/**
 * What axe finds in the prompts of a page against WCAG 2.0 to 2.2, A and AA, as `rule: element and what is wrong`, once
 * nothing moves any more.
 *
 * There is no list of exceptions. @throws where axe looked at nothing.
 */
export async function findingsOf(page: Page): Promise<string[]> {
  await settle(page)
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(AXE)
  return page.evaluate(lookWithAxe, TAGS)
}

/** The same, to be run in a page that has `AXE`. */
export const lookWithAxe = async (tags: string[]): Promise<string[]> => {
  const { axe } = globalThis as unknown as { axe: typeof Axe }
  const { passes, violations } = await axe.run('attune-prompt', {
    runOnly: tags,
    resultTypes: ['violations'],
    elementRef: false,
    selectors: false,
    preload: false,
  })
  if (passes.length < 5) throw new Error('axe looked at nothing')
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, any, all, none }) => `${id}: ${html} ${[...any, ...all, ...none][0]?.message}`),
  )
}

export const AXE = readFileSync(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8')
export const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']
