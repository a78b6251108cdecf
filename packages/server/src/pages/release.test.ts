import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { pathIn, readRelease } from './release.ts'

let folder: string
let url: URL

/** Of `abc`. Source: the test vectors of FIPS 180-4, as base64. */
const ABC = 'sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn'

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attune-release-'))
  url = pathToFileURL(join(folder, 'integrity.json'))
  await writeFile(url, JSON.stringify({ version: '0.1.0', release: '0.1.0-f00d', files: { 'attune.js': ABC } }))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('a release is handed out where the files are what it says', async () => {
  const release = await readRelease(url, { 'attune.js': { content: Buffer.from('abc') } })
  expect(release?.files).toEqual({ 'attune.js': ABC })
  expect(release && pathIn(release, 'attune-ask.js')).toBe('/attune-ask-0.1.0-f00d.js')
})

test.each([
  ['a byte differs', { 'attune.js': { content: Buffer.from('abd') } }],
  ['a file is missing', { 'attune.js': null }],
  ['a file is not named', { 'attune.js': { content: Buffer.from('abc') }, 'more.js': { content: Buffer.from('abc') } }],
])('there is none where %s, because browsers would refuse it', async (_, scripts) => {
  expect(await readRelease(url, scripts)).toBeNull()
})

test('there is none where nothing has been built', async () => {
  expect(await readRelease(new URL('gone.json', url), {})).toBeNull()
})
