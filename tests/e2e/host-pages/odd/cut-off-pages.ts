import { NONCE, type OddPage, script } from './odd-page.ts'

/** Pages that Attune cannot be reached from: nothing is collected, and nobody may notice. */
export const cutOffPages: OddPage[] = [
  {
    id: 'cut-connect',
    name: 'the page’s policy lets it send nowhere',
    headers: () => csp(`default-src 'none'; script-src 'nonce-${NONCE}' 'strict-dynamic'; connect-src 'self'`),
  },
  {
    id: 'cut-script',
    name: 'the page’s policy lets no script of the service in',
    headers: () => csp("default-src 'none'; script-src 'self'; connect-src 'self'"),
  },
  {
    id: 'cut-parts',
    name: 'only the first script is let in, not what it fetches',
    headers: (service) =>
      csp(`default-src 'none'; script-src 'self' ${service}/attune.js; connect-src 'self' ${service}`),
  },
  {
    id: 'cut-refused',
    name: 'the service does not answer',
    tag: () => `<script async nonce="${NONCE}" src="http://127.0.0.1:9/attune.js" data-key="pk_odd"></script>`,
  },
  {
    id: 'cut-blocked',
    name: 'a content blocker takes the script away, and the page calls it all the same',
    tag: () =>
      script(`window.attune = window.attune || function () { (attune.q = attune.q || []).push(arguments) }
        attune('step', 'odd/page'); attune('ask', 'odd-feel')`).replace('<script', '<script data-tag'),
  },
  {
    id: 'cut-key',
    name: 'the key is nobody’s',
    tag: (address) => `<script async nonce="${NONCE}" src="${address}" data-key="pk_nobody"></script>`,
  },
]

const csp = (policy: string) => ({ 'content-security-policy': policy })
