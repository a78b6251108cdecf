import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

import { readRelease, type Release } from './release.ts'

/** A file that is kept in memory, with what a browser may be sent instead of it. */
export interface BuiltFile {
  content: Buffer
  brotli: Buffer
  gzip: Buffer
  /** Of its content, so that it changes exactly when that does. */
  hash: string
}

/** What the build of the other packages has left for this one to hand out. */
export interface BuiltFiles {
  /** The script and the parts that it fetches when they are needed, by file name. Null where one has not been built. */
  scripts: Record<string, BuiltFile | null>
  /** Null where the script has not been built, or not as a whole. */
  release: Release | null
  widget: BuiltFile | null
  /** Where pages load the widget from: the hash in it lets browsers keep it for ever. */
  widgetPath: string
  /** The widget's own words by file name; each name holds a hash, and the widget knows it. */
  words: Record<string, BuiltFile>
  consoleFolder: string
  demoFolder: string
}

/** @param packages Where the packages are. Default: beside this one. */
export async function readBuiltFiles(packages: URL = PACKAGES): Promise<BuiltFiles> {
  const sdk = new URL('sdk/dist/', packages)
  const beside = new URL('widget/dist/', packages)
  const scripts = await readAll(sdk, SCRIPTS)
  const widget = await readBuilt(new URL('widget.js', beside))
  const words = (await readdir(beside).catch(() => [])).filter((name) => /^words-[\w-]+\.js$/.test(name))
  return {
    scripts,
    release: await readRelease(new URL('integrity.json', sdk), scripts),
    widget,
    widgetPath: `/widget-${widget?.hash ?? 'unbuilt'}.js`,
    words: (await readAll(beside, words)) as Record<string, BuiltFile>,
    consoleFolder: new URL('console/dist/', packages).pathname,
    demoFolder: new URL('server/demo/', packages).pathname,
  }
}

async function readAll(folder: URL, names: string[]): Promise<Record<string, BuiltFile | null>> {
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readBuilt(new URL(name, folder))] as const)),
  )
}

async function readBuilt(url: URL): Promise<BuiltFile | null> {
  const content = await readFile(url).catch(() => null)
  if (!content) return null
  const smallest = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }
  return {
    content,
    brotli: await promisify(brotliCompress)(content, smallest),
    gzip: await promisify(gzip)(content, { level: 9 }),
    hash: createHash('sha256').update(content).digest('hex').slice(0, 12),
  }
}

const PACKAGES = new URL('../../../', import.meta.url)
const SCRIPTS = ['attune.js', 'attune-ask.js', 'attune-watch.js', 'attune-debug.js']
