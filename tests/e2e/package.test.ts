import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { build } from 'esbuild'
import { describe, expect, test } from 'vitest'

import { startService } from './service.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const SDK = new URL('../../packages/sdk/', import.meta.url)
const WIDGET = new URL('../../packages/widget/', import.meta.url)
const SCRIPTS = ['attune.js', 'attune-ask.js', 'attune-watch.js', 'attune-debug.js']

describe.each([
  ['sdk', SDK],
  ['widget', WIDGET],
])('the package of the %s', (_, folder) => {
  const manifest = JSON.parse(read(folder, 'package.json').toString()) as Record<string, Record<string, unknown>>

  test('runs nothing when it is installed', () => {
    const atInstall = ['preinstall', 'install', 'postinstall', 'prepublish', 'preprepare', 'prepare', 'postprepare']
    expect(atInstall.filter((name) => name in (manifest['scripts'] ?? {}))).toEqual([])
  })

  test('brings no other package along, and asks for React only where it is there', () => {
    const { dependencies, optionalDependencies, bundleDependencies, peerDependencies = {} } = manifest
    expect({ ...dependencies, ...optionalDependencies, ...bundleDependencies }).toEqual({})
    const { peerDependenciesMeta: meta = {} } = manifest as Record<string, Record<string, { optional?: boolean }>>
    expect(Object.keys(peerDependencies).filter((name) => name !== 'react' || !meta[name]?.optional)).toEqual([])
  })
})

describe('what a bundle takes in', () => {
  test.each([
    ["import { step } from '@attune/sdk'; step('checkout/payment')", false],
    ["import { useStep } from '@attune/sdk/react'; useStep('checkout/payment')", true],
  ])('%s', async (contents, hasReact) => {
    const { metafile } = await build({
      stdin: { contents, resolveDir: fileURLToPath(new URL('../../examples/react-spa/', import.meta.url)) },
      bundle: true,
      format: 'esm',
      splitting: true,
      outdir: 'out',
      write: false,
      metafile: true,
      // Not the sources that the examples' types come from, but the package.
      tsconfigRaw: '{}',
    })
    const files = Object.keys(metafile.inputs)
    expect(files.some((file) => /node_modules\/react\/|dist\/react\.js$/.test(file))).toBe(hasReact)
    expect(files.some((file) => file.endsWith('packages/sdk/dist/index.js') || file.endsWith('dist/shared.js'))).toBe(
      true,
    )
  })
})

describe('the release', () => {
  const built = JSON.parse(read(SDK, 'dist/integrity.json').toString()) as {
    version: string
    release: string
    files: Record<string, string>
  }

  test('is the same, byte for byte, when it is built once more in another place', () => {
    const place = join(ROOT, '.tools/built-again')
    rmSync(place, { recursive: true, force: true })
    for (const name of ['sdk', 'protocol']) {
      const isSource = (path: string) => !/\/(node_modules|dist)$/.test(path)
      cpSync(join(ROOT, 'packages', name), join(place, name), { recursive: true, filter: isSource })
    }
    mkdirSync(join(place, 'sdk/node_modules/@attune'), { recursive: true })
    symlinkSync(join(place, 'protocol'), join(place, 'sdk/node_modules/@attune/protocol'))
    for (const [tool = '', ...args] of [
      [join(ROOT, 'node_modules/.bin/rollup'), '-c', '--silent'],
      [process.execPath, 'write-integrity.ts'],
    ]) {
      const { status, stderr } = spawnSync(tool, args, { cwd: join(place, 'sdk'), encoding: 'utf8' })
      expect(status, stderr).toBe(0)
    }
    expect(JSON.parse(readFileSync(join(place, 'sdk/dist/integrity.json'), 'utf8'))).toEqual(built)
  })

  test('is handed out as it was built, to any page, at addresses that never change', async () => {
    const service = await startService()
    try {
      const response = await fetch(`${service.origin}/attune.json`)
      const { version, src, integrity, parts } = (await response.json()) as {
        version: string
        src: string
        integrity: string
        parts: Record<string, string>
      }
      expect(version).toBe(built.version)
      expect(src).toBe(`/attune-${built.release}.js`)
      const stated = { [src]: integrity, ...parts }
      expect(Object.values(stated)).toEqual(SCRIPTS.map((name) => built.files[name]))
      for (const [path, hash] of Object.entries(stated)) {
        for (const encoding of ['br', 'gzip', 'identity']) {
          const file = await fetch(service.origin + path, { headers: { 'accept-encoding': encoding } })
          expect(integrityOf(Buffer.from(await file.arrayBuffer())), `${path} as ${encoding}`).toBe(hash)
          expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
          expect(file.headers.get('access-control-allow-origin')).toBe('*')
        }
      }
      const rolling = await fetch(`${service.origin}/attune.js`)
      expect(integrityOf(Buffer.from(await rolling.arrayBuffer()))).toBe(integrity)
    } finally {
      await service.stop()
    }
  })
})

function read(folder: URL, path: string): Buffer {
  return readFileSync(new URL(path, folder))
}

function integrityOf(content: Buffer): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`
}
