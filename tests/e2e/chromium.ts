import { existsSync } from 'node:fs'

import { chromium, type Browser } from 'playwright-core'

/**
 * Starts the machine's Chromium, headless and with an empty profile.
 *
 * `CHROMIUM_PATH` names another one. The caller closes it.
 * @throws where there is none, with the way out.
 */
export async function launchChromium(args: string[] = []): Promise<Browser> {
  const executablePath = [process.env.CHROMIUM_PATH, ...PLACES].find((path) => path && existsSync(path))
  if (!executablePath) {
    throw new Error(`No Chromium at ${PLACES.join(' or ')}. Install it, or set CHROMIUM_PATH to the program.`)
  }
  return chromium.launch({ executablePath, args: [...FLAGS, ...args] })
}

const PLACES = ['/usr/bin/chromium', '/usr/bin/google-chrome']

/** No sandbox, because tests run as root in containers; and nothing that talks to the network by itself. */
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // The last such list counts, so the names that Playwright switches off are in it as well.
  `--disable-features=${[
    // Each window would load two pages of the browser's own for its address bar: half of what opening one costs.
    'WebUIOmniboxPopup',
    'WebUIOmniboxAimPopup',
    'WebUIOmniboxFullPopup',
    'AvoidUnnecessaryBeforeUnloadCheckSync',
    'DestroyProfileOnBrowserClose',
    'HttpsUpgrades',
    'HttpsFirstBalancedModeAutoEnable',
    'LensOverlay',
    'MediaRouter',
    'PaintHolding',
    'ThirdPartyStoragePartitioning',
    'AvoidCorsURLLoaderRestartOnRedirect',
    'OptimizationHints',
    'NetworkTimeServiceQuerying',
    'AimEnabled',
    'PreconnectToSearch',
  ].join(',')}`,
]
