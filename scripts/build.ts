import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Builds what pages are given: the script, the widget and the console. Only what has changed since it was built last. */
const root = join(import.meta.dirname, '..')
const env = { ...process.env, PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env['PATH'] ?? ''}` }
const isForced = process.argv.includes('--force')

for (const { name, needs, tool } of [
  { name: 'sdk', needs: ['protocol'], tool: packageScript },
  { name: 'widget', needs: ['protocol'], tool: rollup },
  { name: 'console', needs: ['protocol', 'widget'], tool: vite },
]) {
  const folder = join(root, 'packages', name)
  const stamp = join(folder, 'dist/.built-from')
  const wanted = hashOf([name, ...needs])
  if (!isForced && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) continue
  process.stderr.write(`Building ${name} …\n`)
  const [command, ...args] = tool(folder)
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: folder, encoding: 'utf8', env })
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}\nBuilding ${name} failed.\n`)
    process.exit(1)
  }
  mkdirSync(join(folder, 'dist'), { recursive: true })
  writeFileSync(stamp, wanted)
}

function rollup(folder: string): [string, ...string[]] {
  const [config = 'rollup.config.js'] = globSync('rollup.config.*', { cwd: folder })
  return [join(root, 'node_modules/.bin/rollup'), '--config', config, '--silent']
}

/** For a package that is published, the very steps that publishing takes. */
function packageScript(): [string, ...string[]] {
  return ['npm', 'run', '--silent', 'build']
}

function vite(folder: string): [string, ...string[]] {
  return [join(folder, 'node_modules/.bin/vite'), 'build', '--logLevel', 'warn']
}

/** Of everything that a build reads: its package, what that imports, and the versions of the tools. */
function hashOf(packages: string[]): string {
  const hash = createHash('sha256')
  const patterns = packages.flatMap((name) => [`packages/${name}/*`, `packages/${name}/{src,public}/**`])
  const files = globSync(['pnpm-lock.yaml', 'tsconfig.base.json', ...patterns], { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of files.toSorted()) hash.update(`${file.slice(root.length)}\0`).update(readFileSync(file))
  return hash.digest('hex')
}
