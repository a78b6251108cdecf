import type { InvitationItem, Role } from '@attune/protocol'
import type { Page } from 'playwright-core'

import type { Stage } from './stage.ts'

/** Somebody who was invited to the demo shop and has joined, in a browser of their own. */
export async function joinedAs(
  { team, browser, service: { origin } }: Stage,
  role: Role,
  name: string,
  email: string,
): Promise<Page> {
  const invited = await team.request.post(`${origin}/api/projects/demo/invitations`, {
    headers: OWN_PAGE,
    data: { email, role },
  })
  const { link = '' } = (await invited.json()) as InvitationItem
  const context = await browser.newContext()
  const joined = await context.request.post(`${origin}/api/join`, {
    headers: OWN_PAGE,
    data: { secret: link.split('#secret=')[1], name, password: 'quiet lemon harbour' },
  })
  if (!joined.ok()) throw new Error(`Joining answered ${joined.status()}: ${await joined.text()}`)
  return await context.newPage()
}

const OWN_PAGE = { 'sec-fetch-site': 'same-origin' }
