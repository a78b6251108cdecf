import { readFileSync } from 'node:fs'
import { brotliCompressSync, constants } from 'node:zlib'

import { expect, test } from 'vitest'

import { RIVALS } from './rivals.ts'

/** Every file that a page can be given, and when it is. */
const FILES = [
  { path: 'packages/sdk/dist/attune.js', when: 'page' },
  { path: 'packages/sdk/dist/attune-ask.js', when: 'prompt' },
  { path: 'packages/widget/dist/widget.js', when: 'prompt' },
  { path: 'packages/sdk/dist/attune-watch.js', when: 'if used' },
  { path: 'packages/sdk/dist/attune-debug.js', when: 'if used' },
]

const limits = JSON.parse(read('.size-limit.json').toString()) as { path: string; limit: string }[]

test.each(FILES)('$path is within the limit that the build holds it to', ({ path }) => {
  const limit = limits.find((one) => one.path === path)?.limit
  expect(limit, `.size-limit.json says nothing of ${path}`).toMatch(/^[\d.]+ kB$/)
  expect(sizeOf(path)).toBeLessThanOrEqual(1_000 * parseFloat(limit!))
})

test('a page that may ask downloads a fraction of what the lightest rival of its kind does', () => {
  const [page, prompt] = (['page', 'prompt'] as const).map((when) =>
    FILES.filter((file) => file.when === when).reduce((sum, { path }) => sum + sizeOf(path) / 1_000, 0),
  ) as [number, number]
  const rows = [{ name: 'Attune', page, prompt }, ...RIVALS]
  const kilobytes = (size?: number) => (size === undefined ? '' : size.toFixed(1)).padStart(10)
  const lines = rows.map(
    (row) => `${row.name.padEnd(30)}${kilobytes(row.page)}${kilobytes(row.prompt)}   ${(row.page / page).toFixed(1)} ×`,
  )
  const parts = FILES.map(({ path }) => `${path.padEnd(40)}${String(sizeOf(path)).padStart(8)} bytes`)
  process.stdout.write(
    `\nkB, brotli quality 11               page  + prompt   page, of ours\n${lines.join('\n')}\n\n${parts.join('\n')}\n`,
  )
  for (const { name, page: theirs, prompt: theirPrompt = 0 } of RIVALS)
    expect(page + prompt, name).toBeLessThan((theirs + theirPrompt) / 2)
})

function sizeOf(path: string): number {
  const { BROTLI_PARAM_QUALITY, BROTLI_MAX_QUALITY } = constants
  return brotliCompressSync(read(path), { params: { [BROTLI_PARAM_QUALITY]: BROTLI_MAX_QUALITY } }).length
}

function read(path: string): Buffer {
  return readFileSync(new URL(`../../${path}`, import.meta.url))
}
