import type { BrowserContext, Page } from 'playwright-core'

import type { Stored } from './xss-store.ts'
import type { Stop, View } from './xss-views.ts'

/** A tab in which somebody walks through views. */
export interface Walker {
  page: Page
  origin: string
}

/**
 * Opens a view and all in it, as its links do: without loading the console anew.
 *
 * @returns the payloads that stand there as text.
 * @throws where fewer are there than the view says.
 */
export async function look({ page, origin }: Walker, view: View, stored: Stored): Promise<string[]> {
  const stops = view.stops(stored)
  const isFirst = !page.url().startsWith(`${origin}/console/`)
  // What a link says after its # is read as the page begins.
  if (isFirst || view.who === 'stranger') await page.goto(origin + (stops[0]?.path ?? ''))
  const isTwoParted = view.open !== undefined || view.who === 'stranger'
  const rest = view.who === 'stranger' ? [] : stops
  const missing = await page.evaluate(goThrough, isTwoParted ? rest.map(({ path }) => ({ path, says: [] })) : rest)
  await view.open?.(page, stored)
  if (isTwoParted) missing.push(...(await page.evaluate(goThrough, [{ path: null, says: stops[0]?.says ?? [] }])))
  const said = stops.flatMap(({ says }) => says)
  if (missing.length > said.length * (1 - (view.least ?? 1)))
    throw new Error(
      `${view.name} of ${stored.id} does not show ${missing.length} of ${said.length}: ${missing.slice(0, 5).join(' | ')}`,
    )
  return said.filter((payload) => !missing.includes(payload))
}

/** Who somebody is from now on, by the value of a session's cookie. */
export async function become(context: BrowserContext, origin: string, session: string): Promise<void> {
  await context.addCookies([{ name: 'attune', value: session, url: origin }])
}

/**
 * Runs in the page: goes to each address in turn, and stays until everything stands there that it says.
 *
 * @param stops Where `path` is null: where one is.
 * @returns what never stood there.
 */
async function goThrough(stops: { path: Stop['path'] | null; says: readonly string[] }[]): Promise<string[]> {
  const missing: string[] = []
  for (const { path, says } of stops) {
    if (path !== null) {
      history.pushState(null, '', path)
      dispatchEvent(new PopStateEvent('popstate'))
    }
    // The page before goes once the console has drawn anew.
    await later(20)
    for (let tries = 0; tries < 40 && document.querySelector('main h1') === null; tries++) await later(5 + tries * 5)
    let left = says.map(plain)
    for (let tries = 0; tries < 40; tries++) {
      const said = saidHere()
      left = left.filter((one) => !said.includes(one))
      if (left.length === 0) break
      await later(5 + tries * 5)
    }
    missing.push(...says.filter((one) => left.includes(plain(one))))
  }
  return missing

  /** All that the page says, to whoever sees it, hears it or prints it. */
  function saidHere(): string {
    const main = document.querySelector('main')
    const parts = [document.title, main?.textContent ?? '']
    for (const element of main?.querySelectorAll('*') ?? []) {
      for (const { value } of element.attributes) parts.push(value)
      if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) parts.push(element.value)
    }
    return plain(parts.join(' \n '))
  }

  function plain(text: string): string {
    return text.replaceAll(/\s+/gu, ' ').trim()
  }

  function later(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms))
  }
}
