import { randomBytes } from 'node:crypto'
import { chmod, link, lstat, mkdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'

import { AppError } from '../errors.ts'
import { canReach, type ServerUser } from './embedded-user.ts'

/**
 * Where a data folder says that its data is; null where it says nothing, and the data is in it.
 *
 * @throws AppError where that place has gone: beginning anew in silence would hide the loss.
 */
export async function readLocation(folder: string): Promise<string | null> {
  const file = join(folder, LOCATION)
  const text = await readFile(file, 'utf8').catch(() => null)
  const place = text?.split('\n')[0]?.trim()
  if (!place) return null
  if (await stat(place).catch(() => null)) return realpath(place)
  throw new AppError(
    'unavailable',
    `The answers were kept in ${place}, which is gone. Put it back, or remove ${file} to begin with an empty database.`,
  )
}

/**
 * Chooses a place that the server's user can enter, and writes it down in the data folder. Where two do so at once, the first one's
 * stands.
 */
export async function moveOut(folder: string, user: ServerUser): Promise<string> {
  const [parent] = await sharedFolders(user)
  if (!parent) {
    throw new AppError(
      'unavailable',
      `PostgreSQL cannot run as root, and its user cannot enter ${folder}. Set ATTUNE_DATA to a folder that every user may enter, or set DATABASE_URL.`,
    )
  }
  const place = join(parent, randomBytes(6).toString('hex'))
  const draft = join(folder, `${LOCATION}.${randomBytes(4).toString('hex')}`)
  await makePassable(place)
  await writeFile(draft, `${place}\n\n${LOCATION_TEXT}\n`)
  const isFirst = await link(draft, join(folder, LOCATION)).then(
    () => true,
    () => false,
  )
  await rm(draft, { force: true })
  if (!isFirst) await rm(place, { recursive: true, force: true })
  return isFirst ? realpath(place) : ((await readLocation(folder)) ?? place)
}

/**
 * Root's folders that the server's user may enter, best first.
 *
 * Only those that nobody else can write to: a name in a folder that everybody shares may have been taken by others before.
 */
export async function sharedFolders(user: ServerUser): Promise<string[]> {
  const good: string[] = []
  for (const folder of ['/var/lib/attune', join(tmpdir(), 'attune-root')]) {
    await makePassable(folder).catch(() => {})
    const found = await lstat(folder).catch(() => null)
    const isOwn = found?.isDirectory() && found.uid === userInfo().uid && (found.mode & 0o022) === 0
    if (isOwn && (await canReach(folder, user))) good.push(folder)
  }
  return good
}

/** Others may pass through it, whatever the umask says, and not list it. */
async function makePassable(folder: string): Promise<void> {
  if (await mkdir(folder, { recursive: true })) await chmod(folder, 0o711)
}

const LOCATION = 'location.txt'
const LOCATION_TEXT = `The embedded PostgreSQL keeps its data in the folder named above, because it cannot run as root
and its own user cannot enter this one. Both folders belong together.`
