import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

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
  /** Null where it has not been built. */
  script: BuiltFile | null
  /** What of the script only asking takes. */
  asking: BuiltFile | null
  widget: BuiltFile | null
  /** Where pages load the widget from: the hash in it lets browsers keep it for ever. */
  widgetPath: string
  consoleFolder: string
  demoFolder: string
}

export async function readBuiltFiles(): Promise<BuiltFiles> {
  const widget = await readBuilt('widget/dist/widget.js')
  return {
    script: await readBuilt('sdk/dist/attune.js'),
    asking: await readBuilt('sdk/dist/attune-ask.js'),
    widget,
    widgetPath: `/widget-${widget?.hash ?? 'unbuilt'}.js`,
    consoleFolder: new URL('console/dist/', PACKAGES).pathname,
    demoFolder: new URL('server/demo/', PACKAGES).pathname,
  }
}

async function readBuilt(path: string): Promise<BuiltFile | null> {
  const content = await readFile(new URL(path, PACKAGES)).catch(() => null)
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
