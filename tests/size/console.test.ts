import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { brotliCompressSync } from 'node:zlib'

import { expect, test } from 'vitest'

/** What the console's first page may take: markup, scripts, styles and fonts together, as they travel. */
const LIMIT_BYTES = 90_000

test('the first page of the console is within its limit, fonts included', () => {
  const page = read('index.html')
  const [styles = ''] = page.match(/assets\/[\w-]+\.css/) ?? []
  const [entry = ''] = page.match(/assets\/[\w-]+\.js/) ?? []
  const parts = ['index.html', styles, ...scriptsOf(entry), ...fontsOf(read(styles))]
  const sizes = parts.map((path) => [path, bytesOf(path)] as const)
  const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0)
  const lines = sizes.map(([path, bytes]) => `${basename(path).padEnd(60)}${String(bytes).padStart(8)}`)
  process.stdout.write(`\nfirst page of the console, bytes:\n${lines.join('\n')}\n${'all'.padEnd(60)}${total}\n`)
  expect(parts.length).toBeGreaterThanOrEqual(5)
  expect(total).toBeLessThanOrEqual(LIMIT_BYTES)
})

/** A script, and what it imports before it runs; what it imports later is fetched with the page that needs it. */
function scriptsOf(entry: string, found = new Set<string>()): Set<string> {
  if (found.has(entry)) return found
  found.add(entry)
  for (const [, name] of read(entry).matchAll(/(?:from|import)\s*["']\.\/([\w-]+\.js)["']/g))
    scriptsOf(`assets/${name}`, found)
  return found
}

/** Those for the letters of English, which the page itself is written in; others are fetched where somebody's words need them. */
function fontsOf(styles: string): string[] {
  const faces = styles.match(/@font-face\{[^}]*\}/g) ?? []
  return faces
    .filter((face) => /unicode-range:U\+(0000|\?\?|0-|00)/i.test(face))
    .map((face) => `assets/${/assets\/([\w.-]+\.woff2)/.exec(face)?.[1]}`)
}

/** Fonts are compressed already. */
function bytesOf(path: string): number {
  const bytes = readFileSync(new URL(path, DIST))
  return path.endsWith('.woff2') ? bytes.length : brotliCompressSync(bytes).length
}

function read(path: string): string {
  return readFileSync(new URL(path, DIST), 'utf8')
}

const DIST = new URL('../../packages/console/dist/', import.meta.url)
