import { chromium } from './chromium.ts'
import { firefox } from './firefox.ts'
import type { Engine } from './tab.ts'
import { webkit } from './webkit.ts'

/** Every engine that pages are tried in. */
export const ENGINES: Engine[] = [chromium, firefox, webkit]
