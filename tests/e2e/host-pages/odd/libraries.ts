import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { build, type Plugin } from 'esbuild'
import { compile } from 'svelte/compiler'

import { packageFolder } from '../govuk.ts'
import { BUNDLES, SVELTE_APP } from './framework-pages.ts'

/** Gives what pages ask for of others: files of packages under `/npm/…`, and what was compiled here under `/bundles/…`. */
export async function readLibraries() {
  const bundles = new Map(
    await Promise.all(Object.entries(BUNDLES).map(async ([name, code]) => [name, await bundle(code)] as const)),
  )
  return (path: string): { type: string; body: string | Buffer } | undefined => {
    const [, place, ...rest] = path.split('/')
    const name = rest.join('/')
    const compiled = place === 'bundles' && bundles.get(name)
    if (compiled) return { type: 'text/javascript', body: compiled }
    if (place !== 'npm') return undefined
    const [, packageName = '', file = ''] = /^((?:@[^/]+\/)?[^/]+)\/(.+)$/.exec(name) ?? []
    try {
      return {
        type: file.endsWith('.css') ? 'text/css' : 'text/javascript',
        body: readFileSync(join(packageFolder(packageName), file)),
      }
    } catch {
      return undefined
    }
  }
}

async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: import.meta.dirname },
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    conditions: ['browser'],
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [svelte],
  })
  return outputFiles[0]!.text
}

const svelte: Plugin = {
  name: 'svelte',
  setup(builds) {
    builds.onResolve({ filter: /^app\.svelte$/ }, ({ path }) => ({ path, namespace: 'svelte' }))
    builds.onLoad({ filter: /./, namespace: 'svelte' }, () => ({
      contents: compile(SVELTE_APP, { generate: 'client', css: 'injected' }).js.code,
      resolveDir: import.meta.dirname,
    }))
  },
}
