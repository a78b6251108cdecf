import { CONTENT, NONCE, type OddPage, script, tagScript, WORK } from './odd-page.ts'

/** Ways in which a script comes into a page; the plain one is what all the others use. */
export const loadingPages: OddPage[] = [
  loaded(
    'head-sync',
    'in the head, before there is a body, and everything waits for it',
    (src) => `<script nonce="${NONCE}" src="${src}" data-key="pk_odd"></script>`,
  ),
  loaded('defer', 'deferred', (src) => `<script defer src="${src}" data-key="pk_odd"></script>`),
  loaded('module', 'as a module', (src) => `<script type="module" src="${src}" data-key="pk_odd"></script>`),
  loaded(
    'module-crossorigin',
    'with CORS, as integrity checks need it',
    (src) => `<script async crossorigin src="${src}" data-key="pk_odd"></script>`,
  ),
  loaded('twice', 'twice', (src) => `<script async src="${src}" data-key="pk_odd"></script>`.repeat(2)),
  loaded(
    'two-keys',
    'by two teams, each with a key of its own',
    (src) => `<script src="${src}" data-key="pk_odd"></script><script src="${src}" data-key="pk_other"></script>`,
  ),
  loaded('tag-manager', 'injected late, as tag managers do', (src) =>
    tagScript(`addEventListener('load', function () { setTimeout(function () {
      var one = document.createElement('script'); one.async = true; one.src = '${src}'; one.setAttribute('data-key', 'pk_odd')
      var first = document.getElementsByTagName('script')[0]; first.parentNode.insertBefore(one, first)
    }, 500) })`),
  ),
  loaded(
    'stub',
    'with calls that were made before it came',
    (src) =>
      `${tagScript(`window.attune = window.attune || function () { (attune.q = attune.q || []).push(arguments) }
      attune('init', { key: 'pk_odd', host: '${new URL(src).origin}' }); attune('step', 'odd/page')`)}<script async src="${src}"></script>`,
  ),
  loaded('rewritten', 'by an optimiser that runs scripts from their text', (src) =>
    tagScript(`addEventListener('load', function () {
      fetch('${src}').then(function (r) { return r.text() }).then(function (text) {
        var one = document.createElement('script'); one.setAttribute('data-tag', ''); one.src = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
        document.head.append(one)
        one.onload = function () { one.remove(); attune('init', { key: 'pk_odd', host: '${new URL(src).origin}' }) }
      })
    })`),
  ),
  {
    id: 'load-slow',
    name: 'a page that is busy for seconds and never stops loading',
    body: `<img alt="" width="9" height="9" src="/never.png">${script(`
      var until = performance.now() + 1500; setTimeout(function () { while (performance.now() < until) {} }, 100)
      setInterval(function () { var stop = performance.now() + 30; while (performance.now() < stop) {} }, 60)`)}`,
  },
  {
    id: 'back-forward',
    name: 'left at once for another page, and come back to with Back',
    head: script(
      `if (!sessionStorage.been) { sessionStorage.been = 1; addEventListener('load', function () { setTimeout(function () { location.href = 'away.html' }, 700) }) }`,
    ),
    files: {
      'away.html': {
        type: 'text/html',
        body: () =>
          `<!doctype html><title>Away</title><p>Away</p>${script("sessionStorage.away = 1; addEventListener('load', function () { setTimeout(function () { history.back() }, 300) })")}`,
      },
    },
    act: async (page) => {
      // By a mark: whoever is slow to look for the other page does not find it any more.
      await page.waitForFunction(() => sessionStorage.getItem('away') && location.pathname.endsWith('/'))
      await page.locator('#log[data-ready]').waitFor()
    },
  },
  {
    id: 'pushed',
    name: 'a page whose address changes all the time',
    body: script(
      `var n = 0; var timer = setInterval(function () { history.replaceState({ n: n }, '', '?n=' + n + '#' + n); if (++n > 20) clearInterval(timer) }, 50)`,
    ),
  },
]

function loaded(id: string, name: string, tag: (src: string) => string): OddPage {
  return {
    id: `load-${id}`,
    name: `the script is put in ${name}`,
    tag,
    html: (put) =>
      `<!doctype html><html lang="en"><head><meta charset="utf-8" />${put}<title>Shop</title></head><body>${CONTENT}${WORK}</body></html>`,
  }
}
