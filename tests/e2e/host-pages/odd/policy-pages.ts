import { NONCE, type OddPage, WORK } from './odd-page.ts'

/** Pages whose headers forbid most of what scripts do. None of them is loosened for styles. */
export const policyPages: OddPage[] = [
  {
    id: 'csp-nonce',
    name: 'CSP: scripts by nonce alone, no styles at all, and one place to send to',
    headers: (service) =>
      csp(`default-src 'none'; script-src 'nonce-${NONCE}'; style-src 'none'; connect-src 'self' ${service}`),
  },
  {
    id: 'csp-strict-dynamic',
    name: 'CSP: strict-dynamic',
    headers: (service) =>
      csp(
        `default-src 'none'; script-src 'nonce-${NONCE}' 'strict-dynamic'; style-src 'none'; connect-src 'self' ${service}; base-uri 'none'`,
      ),
  },
  {
    id: 'csp-hosts',
    name: 'CSP: scripts by host',
    headers: (service) =>
      csp(`default-src 'none'; script-src 'self' ${service}; style-src 'self'; connect-src 'self' ${service}`),
  },
  {
    id: 'csp-trusted-types',
    name: 'CSP: trusted types are required, and no policy is allowed',
    headers: (service) =>
      csp(
        `default-src 'none'; script-src 'nonce-${NONCE}' 'strict-dynamic'; connect-src 'self' ${service}; require-trusted-types-for 'script'; trusted-types 'none'`,
      ),
  },
  {
    id: 'csp-meta',
    name: 'CSP: in the page itself, before the script',
    html: (tag, { own }) => {
      const service = /src="(http[^"]+)\/attune\.js/.exec(tag)?.[1] ?? ''
      return `<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>Shop</title>
        <meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'nonce-${NONCE}' 'strict-dynamic'; connect-src ${own} ${service}" />${tag}</head>
        <body><form id="form"><button id="buy">Buy</button></form><pre id="log"></pre>${WORK}</body></html>`
    },
  },
  {
    id: 'csp-sandbox',
    name: 'CSP: sandboxed, so the page has no origin and no storage',
    headers: () => csp('sandbox allow-scripts allow-forms'),
  },
  {
    id: 'isolated',
    name: 'cross-origin isolated: COOP and COEP',
    headers: () => ({ 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' }),
  },
  {
    id: 'no-permissions',
    name: 'no referrer, no permission for anything, and old agent clusters',
    headers: () => ({
      'referrer-policy': 'no-referrer',
      'permissions-policy': 'sync-xhr=(), focus-without-user-activation=(), unload=(), fullscreen=()',
      'origin-agent-cluster': '?0',
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
    }),
  },
]

const csp = (policy: string) => ({ 'content-security-policy': policy })
