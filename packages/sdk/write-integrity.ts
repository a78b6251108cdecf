import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * Says in `dist/integrity.json` what the script tag's files are, byte for byte, for pages that take exactly these and no
 * others. The release names all of them together: the script fetches the parts that were built with it.
 */
const { version } = JSON.parse(read('package.json').toString()) as { version: string }
const names = ['attune.js', 'attune-ask.js', 'attune-watch.js', 'attune-debug.js']
const files = Object.fromEntries(names.map((name) => [name, `sha384-${hash('sha384', `dist/${name}`, 'base64')}`]))
const release = `${version}-${createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 12)}`
writeFileSync(
  join(import.meta.dirname, 'dist/integrity.json'),
  `${JSON.stringify({ version, release, files }, null, 2)}\n`,
)

function hash(algorithm: string, path: string, encoding: 'base64'): string {
  return createHash(algorithm).update(read(path)).digest(encoding)
}

function read(path: string): Buffer {
  return readFileSync(join(import.meta.dirname, path))
}
