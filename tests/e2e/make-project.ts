import type { ConfigurationDocument } from '@attune/protocol'
import { expect } from 'vitest'

import type { Stage } from './stage.ts'

/** Makes a project as the team does in the console, where it is not there yet, and gives it all of this configuration. */
export async function makeProject(
  { service, team }: Stage,
  id: string,
  document: ConfigurationDocument,
): Promise<void> {
  const headers = { 'sec-fetch-site': 'same-origin', origin: service.origin }
  await team.request.post(`${service.origin}/api/projects`, { data: { id, name: id }, headers })
  const url = `${service.origin}/api/projects/${id}/configuration`
  const { etag = '' } = (await team.request.get(url)).headers()
  const set = await team.request.put(url, { data: document, headers: { ...headers, 'if-match': etag } })
  expect(set.ok(), await set.text()).toBe(true)
}
