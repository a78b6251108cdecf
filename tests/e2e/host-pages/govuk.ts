import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { freePort } from '../ports.ts'

const require = createRequire(import.meta.url)

/** A running service that nobody here wrote. */
export interface HostSite {
  /** Without a trailing slash. */
  origin: string
  close: () => Promise<void>
}

/**
 * The GOV.UK Prototype Kit with its own common templates, wired as its users do: start → question → check answers →
 * confirmation, rendered by its own server.
 *
 * @param head Markup for the end of every page's head: the only thing added to the pages.
 */
export async function serveGovukKit(head: string): Promise<HostSite> {
  const kit = packageFolder('govuk-prototype-kit')
  const templates = join(packageFolder('@govuk-prototype-kit/common-templates'), 'templates')
  const folder = mkdtempSync(join(tmpdir(), 'attune-govuk-'))
  cpSync(join(kit, 'prototype-starter', 'app'), join(folder, 'app'), { recursive: true })
  const view = (name: string, changes: [string, string][]) => {
    let text = readFileSync(join(templates, `${name}.html`), 'utf8')
    for (const [from, to] of changes) {
      if (!text.includes(from)) throw new Error(`The kit's ${name} template no longer holds ${from}.`)
      text = text.replace(from, to)
    }
    writeFileSync(join(folder, 'app', 'views', `${name}.html`), text)
  }
  view('start', [['href: "#",\n        isStartButton', 'href: "/question",\n        isStartButton']])
  view('question', [['/path/of/next/page', '/check-answers']])
  view('check-answers', [])
  view('confirmation', [])
  const layout = join(folder, 'app', 'views', 'layouts', 'main.html')
  writeFileSync(layout, `${readFileSync(layout, 'utf8')}\n{% block head %}{{ super() }}${head}{% endblock %}\n`)
  writeFileSync(
    join(folder, 'app', 'routes.js'),
    `const router = require('govuk-prototype-kit').requests.setupRouter()
     for (const page of ['check-answers', 'confirmation']) router.post('/' + page, (req, res) => res.redirect('/' + page))`,
  )
  linkPackages(folder, kit)
  const port = await freePort()
  const child = spawn(process.execPath, [join(kit, 'bin', 'cli'), 'start'], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: String(port),
      KIT_PROJECT_DIR: folder,
      NODE_ENV: 'production',
      USE_AUTH: 'false',
      USE_HTTPS: 'false',
    },
  })
  const origin = `http://127.0.0.1:${port}`
  try {
    await untilServed(`${origin}/start`, child)
  } catch (error) {
    await end(child)
    throw error
  }
  return {
    origin,
    close: async () => {
      await end(child)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** The kit finds its plugins by the prototype's own package.json and node_modules. */
function linkPackages(folder: string, kit: string): void {
  const modules = join(folder, 'node_modules')
  mkdirSync(join(modules, '@govuk-prototype-kit'), { recursive: true })
  const frontend = dirname(createRequire(join(kit, 'package.json')).resolve('govuk-frontend/package.json'))
  symlinkSync(kit, join(modules, 'govuk-prototype-kit'))
  symlinkSync(frontend, join(modules, 'govuk-frontend'))
  symlinkSync(
    packageFolder('@govuk-prototype-kit/common-templates'),
    join(modules, '@govuk-prototype-kit', 'common-templates'),
  )
  const dependencies = {
    '@govuk-prototype-kit/common-templates': '*',
    'govuk-frontend': '*',
    'govuk-prototype-kit': '*',
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'host', dependencies }))
}

/** Where an installed package lies. */
export function packageFolder(name: string): string {
  const found = (require.resolve.paths(name) ?? []).map((path) => join(path, name)).find((path) => existsSync(path))
  if (!found) throw new Error(`${name} is not installed: run npm test once.`)
  return realpathSync(found)
}

async function untilServed(url: string, child: ChildProcess): Promise<void> {
  let output = ''
  child.stdout?.on('data', (data: Buffer) => (output += data.toString()))
  child.stderr?.on('data', (data: Buffer) => (output += data.toString()))
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`The host site ended with ${child.exitCode}:\n${output}`)
    const response = await fetch(url).catch(() => null)
    if (response?.ok) return
    await setTimeout(200)
  }
  throw new Error(`The host site did not answer at ${url}:\n${output}`)
}

/** The kit starts processes of its own: the whole group ends, by its id. */
async function end(child: ChildProcess): Promise<void> {
  const { pid } = child
  const isGone = () => child.exitCode !== null || child.signalCode !== null
  if (pid === undefined || isGone()) return
  const gone = once(child, 'exit')
  process.kill(-pid, 'SIGTERM')
  await Promise.race([gone, setTimeout(5_000)])
  if (!isGone()) process.kill(-pid, 'SIGKILL')
}
