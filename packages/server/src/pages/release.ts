import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

/** The script as it was built, byte for byte: `integrity.json`, which the SDK's build writes. */
export interface Release {
  version: string
  /** The version and a hash of all files, e.g. `0.1.0-3f1c…`: what an address that never changes is made of. */
  release: string
  /** What an `integrity` attribute says of each file. */
  files: Record<string, string>
}

/** What `GET /attune.json` says. Addresses are paths, to be read against its own. */
export interface ReleaseAnswer {
  version: string
  /** The script's, immutable, and its `integrity`. */
  src: string
  integrity: string
  /** The `integrity` of every file that the script may fetch, by its address: an import map takes it so. */
  parts: Record<string, string>
}

/**
 * Reads what was built.
 *
 * @returns null where it does not say what the files are: browsers would refuse them.
 */
export async function readRelease(url: URL, scripts: Record<string, Bytes | null>): Promise<Release | null> {
  const text = await readFile(url, 'utf8').catch(() => null)
  if (!text) return null
  const release = JSON.parse(text) as Release
  const isTrue = Object.entries(scripts).every(([name, file]) => file && release.files[name] === integrityOf(file))
  return isTrue ? release : null
}

/** Where a file of a release is, for as long as it is handed out: `attune-ask.js` is at `/attune-ask-0.1.0-3f1c….js`. */
export function pathIn({ release }: Release, name: string): string {
  return `/${name.replace(/\.js$/, '')}-${release}.js`
}

export function describeRelease(release: Release): ReleaseAnswer {
  const { version, files } = release
  const { 'attune.js': integrity = '', ...others } = files
  return {
    version,
    src: pathIn(release, 'attune.js'),
    integrity,
    parts: Object.fromEntries(
      Object.entries(others).map(([name, itsOwn]) => [`${pathIn(release, name)}?${version}`, itsOwn]),
    ),
  }
}

function integrityOf({ content }: Bytes): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`
}

interface Bytes {
  content: Buffer
}
