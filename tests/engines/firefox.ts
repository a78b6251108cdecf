import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type Bidi, connectBidi } from './bidi.ts'
import { type Browser, clickAt, type Engine, expressionOf, keyPress, type Tab } from './tab.ts'

const program = [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
  (path) => path && existsSync(path),
)

/** Firefox, driven by WebDriver BiDi, which it speaks by itself. */
export const firefox: Engine = {
  name: 'Firefox',
  missing: program ? null : 'There is no Firefox here: `apt-get install firefox-esr`, or set FIREFOX_PATH.',
  tabsAtOnce: 8,
  open: openFirefox,
}

async function openFirefox(): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'attune-firefox-'))
  writeFileSync(join(profile, 'user.js'), PREFERENCES.map(([name, to]) => `user_pref("${name}", ${to});\n`).join(''))
  const args = ['--headless', '--no-remote', '--remote-debugging-port', '0', '--profile', profile, 'about:blank']
  const child = spawn(program!, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, HOME: profile } })
  const ended = once(child, 'close')
  const bidi = await connectBidi(`${await addressFrom(child.stderr)}/session`)
  await bidi.send('session.new', { capabilities: {} })
  return {
    newTab: async () => {
      // A window rather than a tab: what is in the background would be hidden, and its timers slow.
      const { context } = await bidi.send<{ context: string }>('browsingContext.create', { type: 'window' })
      return tabOf(bidi, context)
    },
    close: async () => {
      await bidi.send('browser.close', {}).catch(() => child.kill())
      await ended
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function tabOf(bidi: Bidi, context: string): Tab {
  const act = async (actions: unknown) => void (await bidi.send('input.performActions', { context, actions }))
  return {
    goto: async (url) => void (await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' })),
    async run<T, A>(task: (argument: A) => T | Promise<T>, argument?: A) {
      const { result, exceptionDetails } = await bidi.send<Evaluated>('script.evaluate', {
        expression: `Promise.resolve(${expressionOf(task, argument)}).then((found) => JSON.stringify([found]))`,
        target: { context },
        awaitPromise: true,
      })
      if (!result?.value) throw new Error(`In Firefox: ${exceptionDetails?.text ?? 'no result'}`)
      return (JSON.parse(result.value) as [T])[0]
    },
    click: (place) => act(clickAt(place)),
    press: (key) => act(keyPress(key)),
    reload: async () => void (await bidi.send('browsingContext.reload', { context, wait: 'complete' })),
    back: async () => void (await bidi.send('browsingContext.traverseHistory', { context, delta: -1 })),
    close: async () => void (await bidi.send('browsingContext.close', { context })),
  }
}

/** Where it listens, as it says when it has started. */
async function addressFrom(output: NodeJS.ReadableStream): Promise<string> {
  let text = ''
  for await (const chunk of output) {
    text += String(chunk)
    const found = /listening on (ws:\S+)/.exec(text)?.[1]
    if (found) {
      output.resume()
      return found
    }
  }
  throw new Error(`Firefox ended without listening:\n${text}`)
}

interface Evaluated {
  result?: { value?: string }
  exceptionDetails?: { text: string }
}

/** Nothing that talks to the network by itself, and nothing that asks before a tab is closed. */
const PREFERENCES: [string, string][] = [
  ['app.normandy.enabled', 'false'],
  ['app.update.disabledForTesting', 'true'],
  ['browser.shell.checkDefaultBrowser', 'false'],
  ['browser.startup.page', '0'],
  ['browser.tabs.warnOnClose', 'false'],
  ['captivedetect.canonicalURL', '""'],
  ['datareporting.policy.dataSubmissionEnabled', 'false'],
  ['dom.disable_beforeunload', 'true'],
  ['extensions.getAddons.cache.enabled', 'false'],
  ['extensions.update.enabled', 'false'],
  ['network.captive-portal-service.enabled', 'false'],
  ['network.connectivity-service.enabled', 'false'],
  ['network.dns.disablePrefetch', 'true'],
  ['services.settings.server', '""'],
  ['toolkit.startup.max_resumed_crashes', '-1'],
]
