import { createHash } from 'node:crypto'
import { chmod, chown, lstat, mkdir, readdir, realpath, rename, stat } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { dirname, join } from 'node:path'

import { AppError } from '../errors.ts'
import { findBinaries } from './embedded-binaries.ts'
import { moveOut, readLocation, sharedFolders } from './embedded-location.ts'
import { canReach, findServerUser, type ServerUser } from './embedded-user.ts'

/** The role that owns everything in the embedded server. */
export const EMBEDDED_USER = 'attune'

/** Where everything of one embedded server is. */
export interface EmbeddedHome {
  /** The data folder as the settings name it. */
  folder: string
  /** The folder that holds what follows; another one where the server's user cannot enter the data folder. */
  base: string
  /** PostgreSQL's data directory, without symbolic links. */
  data: string
  sockets: string
  log: string
  /** The folder with PostgreSQL's `bin`, `lib` and `share`. */
  binaries: string
  /** Who the server runs as, where that is not us: it refuses to run as root. */
  user: ServerUser | null
}

/**
 * Finds the home of a data folder's server, and makes the folders that are missing.
 *
 * As root the server runs as an unprivileged user. Where that user cannot enter the data folder (a checkout below `/root`), the data
 * lives in a folder it can enter, and `location.txt` in the data folder says which.
 *
 * @throws AppError `unavailable` where there is nothing to run here, or no place to put it.
 */
export async function findHome(folder: string): Promise<EmbeddedHome> {
  await makeFolder(folder)
  const real = await realpath(folder)
  const written = await readLocation(folder)
  const owner = await stat(join(written ?? real, 'postgres')).catch(() => null)
  const me = userInfo().uid
  if (me !== 0 && owner && owner.uid !== me) {
    throw new AppError(
      'unavailable',
      `The data in ${written ?? real} belongs to another user of this machine. Run Attune as the user it was run as before, or set ATTUNE_DATA to a folder of your own.`,
    )
  }
  const user = me === 0 ? await findServerUser(owner) : null
  const base = written ?? (user && !(await letIn(real, user)) ? await moveOut(folder, user) : real)
  const binaries = await findBinaries(user, async () => (user ? sharedFolders(user) : [base]))
  const log = join(base, 'postgres.log')
  await rotate(log)
  return { folder, base, data: join(base, 'postgres'), sockets: await makeSockets(base, user), log, binaries, user }
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    throw new AppError(
      'unavailable',
      `The data folder ${folder} cannot be made. Set ATTUNE_DATA to a folder that you may write to.`,
      { cause: error },
    )
  }
}

/** Whether the server's user can enter the data folder. One that is new is opened for passing through, and for no more than that. */
async function letIn(folder: string, user: ServerUser): Promise<boolean> {
  if (await canReach(folder, user)) return true
  const isNew = (await readdir(folder)).length === 0
  if (!isNew || !(await canReach(dirname(folder), user))) return false
  await chmod(folder, 0o711)
  return canReach(folder, user)
}

/** The socket's folder: only the service and the server get in. A socket's whole path has to fit in about 100 bytes. */
async function makeSockets(base: string, user: ServerUser | null): Promise<string> {
  const beside = join(base, 'run')
  const short = join(tmpdir(), `attune-${createHash('sha256').update(base).digest('hex').slice(0, 12)}`)
  const folder = Buffer.byteLength(beside) <= LONGEST_FOLDER ? beside : short
  await mkdir(folder, { mode: 0o700 }).catch(() => {})
  const found = await lstat(folder)
  const me = userInfo().uid
  if (!found.isDirectory() || ![me, user?.uid].includes(found.uid)) {
    throw new AppError('unavailable', `${folder} belongs to somebody else. Set ATTUNE_DATA to a shorter path.`)
  }
  if (user) await chown(folder, user.uid, user.gid)
  await chmod(folder, 0o700)
  return folder
}

async function rotate(log: string): Promise<void> {
  const found = await stat(log).catch(() => null)
  if (found && found.size > LARGEST_LOG_BYTES) await rename(log, `${log}.1`)
}

/** 103 bytes on macOS, 107 on Linux, less "/.s.PGSQL.5432" and some room. */
const LONGEST_FOLDER = 85
const LARGEST_LOG_BYTES = 10_000_000
