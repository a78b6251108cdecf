import { existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { join } from 'node:path'

import type { PageConfig } from '@attune/protocol'
import { build } from 'esbuild'

/** One thing whose cost is measured: a page that is empty but for it. */
export interface Subject {
  name: string
  /** Everything that stands in the page's `<head>`. */
  head: string
  /** Run in the page once it has loaded, e.g. to press a button. */
  act?: string
  /** True once it has done what it does: it runs, or its question is on the screen. */
  isReady?: string
}

/**
 * A server of pages that are empty but for one script each, with every file and every answer that the scripts ask for.
 *
 * The rivals' files are those of their packages, as a page would load them. All subjects share the server, so that none has the
 * nearer network.
 *
 * @throws where something is not built.
 */
export async function serveSubjects(): Promise<{ origin: string; subjects: Subject[]; stop: () => void }> {
  const posthog = folderOfPostHog()
  const files: Record<string, string | Buffer> = { '/empty.js': ';', '/sentry.js': await bundleSentry() }
  for (const [path, name] of Object.entries(OURS)) files[path] = readBuilt(name)
  const subjects = [BLANK, EMPTY, ATTUNE, ATTUNE_ASKING, SENTRY, SENTRY_ASKING, ...(posthog ? POSTHOG : [])]

  const server = createServer((request, reply) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://page')
    const subject = pathname === '/page' && subjects.find(({ name }) => name === searchParams.get('of'))
    const key = searchParams.get('key') ?? searchParams.get('token') ?? pathname.split('/')[2] ?? ''
    const send = (type: string, body: string | Buffer, status = 200) =>
      reply.writeHead(status, { 'content-type': `${type}; charset=utf-8` }).end(body)
    const json = (body: unknown, status?: number) => send('application/json', JSON.stringify(body), status)

    request.resume()
    if (subject) return send('text/html', pageOf(subject))
    if (files[pathname]) return send('text/javascript', files[pathname])
    if (pathname === '/v1/config') return json(configFor(key))
    if (pathname === '/v1/events') return json({ accepted: 1, rejected: [] }, 202)
    if (pathname.startsWith('/array/')) return json(postHogConfig(key))
    if (pathname.startsWith('/flags')) return json({ flags: {}, featureFlags: {}, ...postHogConfig(ASKING) })
    if (pathname.startsWith('/api/surveys')) return json({ surveys: [SURVEY] })
    const file = /\/static\/(?:[\d.]+\/)?([\w-]+\.js)$/.exec(pathname)?.[1]
    if (posthog && file && existsSync(join(posthog, file)))
      return send('text/javascript', readFileSync(join(posthog, file)))
    return json({})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The system named no port.')
  return { origin: `http://127.0.0.1:${address.port}`, subjects, stop: () => void server.close() }
}

/** The same page for everyone: some text, a link and a field. */
function pageOf({ head }: Subject): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Checkout</title><link rel="icon" href="data:,">
${head}</head><body><h1>Checkout</h1><p>Two things in your basket.</p><form><label>Name <input></label></form></body></html>`
}

/** Without a prompt at this step, or with one that asks everybody at once. */
function configFor(key: string): PageConfig {
  const step = 'checkout/payment'
  return {
    project: 'shop',
    journeys: [
      {
        id: 'checkout',
        name: 'Checkout',
        steps: [
          { id: 'payment', name: 'Payment', match: { urls: ['/page'] } },
          { id: 'done', name: 'Done', match: { urls: ['/done'] } },
        ],
      },
    ],
    prompts: [
      {
        id: 'payment-feel',
        version: 1,
        step: key === ASKING ? step : 'checkout/done',
        on: 'entered',
        share: 1,
        scale: 'faces',
        why: true,
        wording: { default: { question: 'How did paying feel?' } },
      },
    ],
    settings: { budget: { firstSession: true }, privacy: 'open', widget: '/widget.js' },
  }
}

function postHogConfig(token: string) {
  return {
    token,
    supportedCompression: ['gzip-js'],
    surveys: token === ASKING,
    hasFeatureFlags: false,
    autocapture_opt_out: false,
    capturePerformance: false,
    sessionRecording: false,
    heatmaps: false,
  }
}

/** What `npm install @sentry/browser` and the documented five lines give. */
async function bundleSentry(): Promise<string> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { init, feedbackIntegration } from '@sentry/browser'
init({ dsn: location.origin.replace('//', '//key@') + '/1', integrations: [feedbackIntegration({ autoInject: true })] })`,
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    logLevel: 'error',
  })
  return outputFiles[0]!.text
}

/** Null where the package is not installed: then it is left out. */
function folderOfPostHog(): string | null {
  try {
    return join(createRequire(import.meta.url).resolve('posthog-js/package.json'), '../dist')
  } catch {
    return null
  }
}

function readBuilt(path: string): Buffer {
  const file = join(import.meta.dirname, '../..', path)
  if (!existsSync(file)) throw new Error(`There is no ${path}. Run \`pnpm build\` first.`)
  return readFileSync(file)
}

const ASKING = 'asking'
const QUIET = 'quiet'

const OURS = {
  '/attune.js': 'packages/sdk/dist/attune.js',
  '/attune-ask.js': 'packages/sdk/dist/attune-ask.js',
  '/widget.js': 'packages/widget/dist/widget.js',
}

const BLANK: Subject = { name: 'blank page', head: '' }
const EMPTY: Subject = { name: 'empty script', head: '<script async src="/empty.js"></script>' }
const ATTUNE: Subject = {
  name: 'Attune',
  head: `<script async src="/attune.js" data-key="${QUIET}"></script>`,
  isReady: 'window.attune?.isLoaded',
}
const ATTUNE_ASKING: Subject = {
  name: 'Attune, asking',
  head: `<script async src="/attune.js" data-key="${ASKING}"></script>`,
  isReady: "!!document.querySelector('attune-prompt')?.shadowRoot.querySelector('section')",
}
function inSentry(selector: string): string {
  return `document.querySelector('#sentry-feedback')?.shadowRoot.querySelector('${selector}')`
}
const SENTRY: Subject = {
  name: 'Sentry feedback',
  head: '<script async src="/sentry.js"></script>',
  isReady: `!!${inSentry('button')}`,
}
const SENTRY_ASKING: Subject = {
  ...SENTRY,
  name: 'Sentry feedback, open',
  act: `${inSentry('button')}.click()`,
  isReady: `!!${inSentry('form')}`,
}

/** As its documentation says to install it: a stub, then `array.js`, which fetches the rest. */
const postHogHead = (token: string) => `<script async src="/static/array.js"></script><script>
window.posthog = []; posthog.__SV = 1; posthog._i = []
posthog._i.push(['${token}', { api_host: location.origin, ui_host: location.origin, defaults: '2025-05-24' }, 'posthog'])
</script>`
const POSTHOG: Subject[] = [
  {
    name: 'PostHog',
    head: postHogHead(QUIET),
    isReady: 'window.posthog?.__loaded',
  },
  {
    name: 'PostHog, asking',
    head: postHogHead(ASKING),
    isReady: "!!document.querySelector('[class^=PostHogSurvey]')?.shadowRoot?.querySelector('form')",
  },
]
const SURVEY = {
  id: 'payment-feel',
  name: 'Payment',
  type: 'popover',
  start_date: '2026-01-01T00:00:00Z',
  end_date: null,
  conditions: null,
  appearance: { surveyPopupDelaySeconds: 0 },
  questions: [
    {
      id: 'q',
      type: 'rating',
      question: 'How did paying feel?',
      display: 'emoji',
      scale: 5,
      lowerBoundLabel: 'Very bad',
      upperBoundLabel: 'Very good',
    },
  ],
}
