import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

import { installFromDebian } from './debian.ts'

/**
 * Finds a Chromium for the tests: the machine's, else Debian's, which root can install, else one from the registry.
 *
 * Browsers that download themselves are not among them: on many machines only the registries can be reached.
 */
export function findChromium(root: string): string {
  const given = process.env['CHROMIUM_PATH']
  if (given) return given
  const found = onMachine()
  if (found) return found
  installFromDebian('chromium')
  return onMachine() ?? fromRegistry(root)
}

function onMachine(): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin']
  const files = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...files, ...ELSEWHERE].find((file) => existsSync(file)) ?? null
}

function fromRegistry(root: string): string {
  const home = join(root, '.tools/chromium')
  const entry = join(home, 'node_modules/@sparticuz/chromium')
  if (!existsSync(entry)) {
    process.stderr.write('Bringing Chromium from the registry (once) …\n')
    mkdirSync(home, { recursive: true })
    const args = ['install', '--prefix', home, '--no-save', '--no-audit', '--no-fund', '--loglevel=error', PACKAGE]
    spawnSync('npm', args, { stdio: 'inherit' })
  }
  // It unpacks itself into the temporary folder and prints where.
  const code = `import chromium from '@sparticuz/chromium'; process.stdout.write(await chromium.executablePath())`
  const unpack = spawnSync(process.execPath, ['--input-type=module', '-e', code], { cwd: home, encoding: 'utf8' })
  if (unpack.status === 0 && unpack.stdout) return unpack.stdout
  throw new Error('The tests need Chromium. Install it, or set CHROMIUM_PATH to one.')
}

const PACKAGE = '@sparticuz/chromium@153.0.0'
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const ELSEWHERE = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
