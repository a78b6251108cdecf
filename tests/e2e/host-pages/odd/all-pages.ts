import { barePages } from './bare-pages.ts'
import { documentPages } from './document-pages.ts'
import { framePages } from './frame-pages.ts'
import { frameworkPages } from './framework-pages.ts'
import { loadingPages } from './loading-pages.ts'
import type { OddPage } from './odd-page.ts'
import { patchedPages } from './patched-pages.ts'
import { policyPages } from './policy-pages.ts'
import { stylePages } from './style-pages.ts'

/** Every kind of page that Attune has to live on, without being noticed. */
export const KINDS: Record<string, OddPage[]> = {
  'patched natives': patchedPages,
  'bare browsers': barePages,
  policies: policyPages,
  frames: framePages,
  styles: stylePages,
  documents: documentPages,
  loading: loadingPages,
  frameworks: frameworkPages,
}
