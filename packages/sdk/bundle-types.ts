import { cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/**
 * Makes the published types stand alone: the protocol's are put beside the SDK's, because that package is not published.
 * Run after `tsc -b`, whose own output stays as it is.
 */
const types = join(import.meta.dirname, 'dist/types')
const protocol = join(types, 'protocol')

rmSync(types, { recursive: true, force: true })
cpSync(join(import.meta.dirname, 'dist/checked'), types, { recursive: true, filter: isPublished })
cpSync(join(import.meta.dirname, '../protocol/dist/types'), protocol, {
  recursive: true,
  filter: isPublished,
})
for (const file of globSync('**/*.d.ts', { cwd: types })) {
  const path = join(types, file)
  const way = relative(join(path, '..'), join(protocol, 'index.js')).replaceAll(sep, '/')
  const text = readFileSync(path, 'utf8')
    .replaceAll("'@attune/protocol'", `'./${way}'`)
    .replaceAll('"@attune/protocol"', `"./${way}"`)
    .replace(/(from ["'])(\.[^"']*)\.ts(["'])/g, '$1$2.js$3')
  writeFileSync(path, text)
}

/** Only the server has the library that the schemas are made with. */
function isPublished(path: string): boolean {
  return !/schema|test|tsbuildinfo|\.map$/.test(path.slice(path.lastIndexOf(sep)))
}
