import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, gzipSync } from 'node:zlib'

import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { registerProblems } from '../problems.ts'
import { pagesRoutes } from './routes.ts'

describe('pages', () => {
  let app: FastifyInstance
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'attune-pages-'))
    await mkdir(join(folder, 'console/assets'), { recursive: true })
    await mkdir(join(folder, 'demo'))
    await writeFile(join(folder, 'console/index.html'), 'the console')
    await writeFile(join(folder, 'console/assets/main-1a2b.js'), 'console code')
    await writeFile(join(folder, 'demo/index.html'), 'the shop')
    await writeFile(join(folder, 'demo/payment.html'), 'pay here')
    await writeFile(join(folder, 'secret.txt'), 'secret')
    const content = Buffer.from('built code')
    const built = { content, brotli: brotliCompressSync(content), gzip: gzipSync(content), hash: 'abc123' }
    const files = {
      scripts: { 'attune.js': built, 'attune-ask.js': built, 'attune-watch.js': null },
      release: {
        version: '0.1.0',
        release: '0.1.0-f00d',
        files: { 'attune.js': 'sha384-one', 'attune-ask.js': 'sha384-two' },
      },
      widget: null,
      widgetPath: '/widget-abc123.js',
      words: { 'words-de-1a2b.js': built },
      consoleFolder: join(folder, 'console'),
      demoFolder: join(folder, 'demo'),
    }
    app = Fastify()
    registerProblems(app)
    await app.register(pagesRoutes, { files })
  })
  afterAll(async () => {
    await app.close()
    await rm(folder, { recursive: true, force: true })
  })

  test.each([
    ['/console/', 'the console', 'no-cache'],
    ['/console/projects/demo', 'the console', 'no-cache'],
    ['/console/assets/main-1a2b.js', 'console code', 'public, max-age=31536000, immutable'],
    ['/demo/', 'the shop', 'no-cache'],
    ['/demo/payment', 'pay here', 'no-cache'],
    ['/demo/payment.html', 'pay here', 'no-cache'],
  ])('%s gives %s, cached as %s', async (url, body, cached) => {
    const response = await app.inject(url)
    expect([response.statusCode, response.body, response.headers['cache-control']]).toEqual([200, body, cached])
  })

  test.each(['/console/assets/gone.js', '/demo/gone', '/demo/..%2fsecret.txt', '/console/..%2f..%2fsecret.txt'])(
    '%s is not there, and is not kept as if it were',
    async (url) => {
      const response = await app.inject(url)
      expect(response.statusCode).toBeGreaterThanOrEqual(400)
      expect(response.body).not.toBe('secret')
      expect(response.headers['cache-control']).toBe('no-store')
    },
  )

  test('the script is sent small, and not at all where the browser has it', async () => {
    const first = await app.inject({ url: '/attune.js', headers: { 'accept-encoding': 'gzip, br' } })
    expect(first.headers).toMatchObject({ 'content-encoding': 'br', etag: '"abc123"', vary: 'accept-encoding' })
    expect(brotliDecompressSync(first.rawPayload).toString()).toBe('built code')
    const again = await app.inject({ url: '/attune.js', headers: { 'if-none-match': '"abc123"' } })
    expect([again.statusCode, again.body]).toEqual([304, ''])
    expect((await app.inject('/attune.js')).body).toBe('built code')
  })

  test.each([
    ['/attune.js', 'public, max-age=300, stale-while-revalidate=86400'],
    ['/attune-ask.js?0.1.0', 'public, max-age=300, stale-while-revalidate=86400'],
    ['/attune-0.1.0-f00d.js', FOR_EVER],
    ['/attune-ask-0.1.0-f00d.js?0.1.0', FOR_EVER],
    ['/words-de-1a2b.js', FOR_EVER],
  ])('%s may be read by any page, and is kept as %s', async (url, cached) => {
    const { statusCode, body, headers } = await app.inject(url)
    expect([statusCode, body]).toEqual([200, 'built code'])
    expect(headers).toMatchObject({
      'cache-control': cached,
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
    })
  })

  test('another release is not there, rather than this one under its name', async () => {
    expect((await app.inject('/attune-0.1.0-0000.js')).statusCode).toBe(404)
  })

  test('attune.json says which file of this release to take, and what must be in it', async () => {
    const response = await app.inject('/attune.json')
    expect(response.headers).toMatchObject({ 'cache-control': 'no-cache', 'access-control-allow-origin': '*' })
    expect(response.json()).toEqual({
      version: '0.1.0',
      src: '/attune-0.1.0-f00d.js',
      integrity: 'sha384-one',
      parts: { '/attune-ask-0.1.0-f00d.js?0.1.0': 'sha384-two' },
    })
  })

  test.each(['/widget-abc123.js', '/attune-watch.js'])('%s has not been built, and says how to', async (url) => {
    const response = await app.inject(url)
    expect(response.statusCode).toBe(503)
    expect(response.json<{ detail: string }>().detail).toContain('npm run build')
  })
})

const FOR_EVER = 'public, max-age=31536000, immutable'
