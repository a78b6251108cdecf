import type { Page } from 'playwright-core'

import { OPEN_ROUTES, ROWS } from '../../packages/server/src/testing/isolation-rows.ts'
import { JOURNEY, PROMPT } from './xss-configuration.ts'
import type { Stored } from './xss-store.ts'

/** The address of everything that can be read of a project, and some of which nothing is known; for a new one there is a row already. */
export function answersOf({ id, payloads }: Stored): string[] {
  const readable = ROWS.filter(({ route, isStream }) => route.startsWith('GET ') && !isStream)
  const known = readable.map(({ route, query = '' }) => {
    const path = `${route.slice('GET '.length)}?${query}`
      .replaceAll(/&(cursor|tag|q)=[^&]*|\?cursor=[^&]*/g, '')
      .replaceAll(/:([a-z]+)|\{([a-z]+)\}/g, (_, inPath: string, inQuery: string) => nameOf(inPath ?? inQuery, id))
    return path.replace(/\?$/, '')
  })
  const csv = `/api/projects/${id}/feel?journey=${JOURNEY}&by=release${AS_CSV}`
  const unknown = encodeURIComponent(payloads[0] ?? '')
  return [...known, csv, `/api/${unknown}`, `/api/projects/${unknown}`, `/api/projects/${id}/prompts/${unknown}`]
}

/** What anybody may read, where that is a page or a file with a name of its own; the shop to try it in is a page of its own, with pictures. */
export const PUBLIC_ANSWERS: readonly string[] = Object.values(OPEN_ROUTES)
  .flat()
  .filter((route) => route.startsWith('GET ') && !/[*…]|\/demo$/u.test(route))
  .map((route) => route.slice('GET '.length))

/** @returns its type; `saved` where the browser shows it to nobody. */
export async function openAnswer(page: Page, url: string): Promise<string> {
  const [address = '', isCsv] = url.split(AS_CSV)
  await page.setExtraHTTPHeaders(isCsv === undefined ? {} : { accept: 'text/csv' })
  try {
    const response = await page.goto(address)
    if (response?.headers()['x-content-type-options'] !== 'nosniff')
      throw new Error(`${address} may be taken for a page.`)
    return response.headers()['content-type'] ?? ''
  } catch (error) {
    if (String(error).includes('Download is starting')) return 'saved'
    throw error
  }
}

function nameOf(kind: string, project: string): string {
  const names: Record<string, string> = { project, journey: JOURNEY, prompt: PROMPT, answer: NO_ANSWER }
  const name = names[kind]
  if (name === undefined) throw new Error(`Say in xss-answers.ts what stands for "${kind}".`)
  return name
}

const NO_ANSWER = '00000000-0000-4000-8000-000000000000'
const AS_CSV = '#csv'
