import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'

/**
 * Installs packages of Debian where this is one and root runs it; elsewhere, and where they cannot be had, does nothing.
 *
 * A machine without a network must not wait for it: each attempt to connect gets ten seconds, and all of it five minutes.
 */
export function installFromDebian(...packages: string[]): void {
  if (userInfo().uid !== 0 || !existsSync('/etc/debian_version')) return
  process.stderr.write(`Installing ${packages.join(' and ')} from Debian (once) …\n`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', ...PATIENCE, ...args], { stdio: 'ignore', env, timeout: 300_000 })
  run('update')
  run('install', '-y', '--no-install-recommends', ...packages)
}

const PATIENCE = ['Acquire::Retries=1', 'Acquire::http::Timeout=10', 'DPkg::Lock::Timeout=60'].flatMap((option) => [
  '-o',
  option,
])
