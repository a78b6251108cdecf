import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

import { freePort } from '../e2e/ports.ts'
import { openDisplay } from './display.ts'
import { type Browser, clickAt, type Engine, expressionOf, keyPress, type Tab } from './tab.ts'

const DRIVER = '/usr/bin/WebKitWebDriver'
const [program] = globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser')
const isThere = program && existsSync(DRIVER) && existsSync('/usr/bin/Xvfb')

/** WebKit, driven by the WebDriver of its GTK port. One command at a time, whichever tab it is for. */
export const webkit: Engine = {
  name: 'WebKit',
  missing: isThere ? null : 'There is no WebKit here: `apt-get install webkit2gtk-driver xvfb`.',
  tabsAtOnce: 8,
  open: openWebkit,
}

async function openWebkit(): Promise<Browser> {
  const home = mkdtempSync(join(tmpdir(), 'attune-webkit-'))
  const display = await openDisplay()
  const port = await freePort()
  const env = { ...process.env, ...ENVIRONMENT, DISPLAY: display.name, HOME: home, XDG_RUNTIME_DIR: home }
  const child = spawn(DRIVER, [`--port=${port}`], { env, stdio: 'ignore' })
  const ended = once(child, 'close')
  const send = senderTo(`http://127.0.0.1:${port}`)
  await until(() => send('GET', '/status'))
  const options = { binary: program, args: ['--automation'] }
  const { sessionId } = await send<{ sessionId: string }>('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  })
  const session = `/session/${sessionId}`
  // Commands go to the window that was chosen last, so choosing one and using it must not be torn apart.
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const result = turn.then(task)
    turn = result.catch(() => {})
    return result
  }
  const first = await send<string>('GET', `${session}/window`)
  const open = async () => {
    await send('POST', `${session}/window`, { handle: first })
    const { handle } = await send<{ handle: string }>('POST', `${session}/window/new`, { type: 'window' })
    return tabOf((method, path, body) =>
      inTurn(async () => {
        await send('POST', `${session}/window`, { handle })
        return send(method, session + path, body)
      }),
    )
  }
  return {
    newTab: () => inTurn(open),
    close: async () => {
      await inTurn(() => send('DELETE', session)).catch(() => {})
      child.kill()
      await ended
      await display.close()
      rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function tabOf(send: Send): Tab {
  return {
    goto: (url) => send('POST', '/url', { url }),
    async run<T, A>(task: (argument: A) => T | Promise<T>, argument?: A) {
      const script = `const done = arguments[0]; Promise.resolve(${expressionOf(task, argument)})
        .then((found) => done({ found }), (error) => done({ error: String(error) }))`
      const { found, error } = await send<{ found: T; error?: string }>('POST', '/execute/async', { script, args: [] })
      if (error) throw new Error(`In WebKit: ${error}`)
      return found
    },
    click: (place) => send('POST', '/actions', { actions: clickAt(place) }),
    press: (key) => send('POST', '/actions', { actions: keyPress(key) }),
    reload: () => send('POST', '/refresh', {}),
    back: () => send('POST', '/back', {}),
    close: () => send('DELETE', '/window'),
  }
}

type Send = <T = void>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<T>

function senderTo(driver: string): Send {
  return async <T>(method: string, path: string, body?: object) => {
    const response = await fetch(driver + path, { method, ...(body && { body: JSON.stringify(body) }) })
    const { value } = (await response.json()) as { value: T & { error?: string; message?: string } }
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`)
    return value
  }
}

async function until(task: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return void (await task())
    } catch (error) {
      if (tries >= 100) throw error
      await setTimeout(50)
    }
  }
}

/** No sandbox, because tests run as root in containers; no graphics card, no session bus. */
const ENVIRONMENT = {
  DBUS_SESSION_BUS_ADDRESS: 'disabled:',
  GDK_BACKEND: 'x11',
  LIBGL_ALWAYS_SOFTWARE: '1',
  NO_AT_BRIDGE: '1',
  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
}
