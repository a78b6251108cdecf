import { CONTENT, type OddPage, script, WORK } from './odd-page.ts'

/** Pages that real frameworks have made, and keep changing. Each of them goes on by itself, and says on `#app` when it has. */
export const frameworkPages: OddPage[] = [
  made('react', 'React 19 in strict mode', '/bundles/react.js'),
  {
    id: 'app-react-document',
    name: 'React owns the whole document, and finds it other than it left it',
    html: (tag) =>
      `<!doctype html><html lang="en"><head><title>Shop</title>${tag}</head><body><div id="app">Of the server</div>${CONTENT}<script src="/bundles/react-document.js"></script>${WORK}</body></html>`,
  },
  made(
    'vue',
    'Vue 3',
    '/npm/vue/dist/vue.global.prod.js',
    `Vue.createApp({ data: function () { return { n: 0 } }, mounted: function () { var self = this; setTimeout(function () { self.n = 2 }, 50) },
    template: '<ul><li v-for="i in n" :key="i">{{ i }}</li></ul><button @click="n++">More</button>' }).mount('#app')`,
  ),
  made('svelte', 'Svelte 5', '/bundles/svelte.js'),
  made(
    'alpine',
    'Alpine',
    '',
    '',
    '<div id="app" x-data="{ n: 0 }" x-init="setTimeout(() => n = 2, 50)"><button @click="n++" x-text="n"></button></div><script defer src="/npm/alpinejs/dist/cdn.min.js"></script>',
  ),
  {
    ...made(
      'htmx',
      'htmx swaps the content in',
      '/npm/htmx.org/dist/htmx.min.js',
      '',
      '<div id="app" hx-get="part.html" hx-trigger="load"></div>',
    ),
    files: { 'part.html': { type: 'text/html', body: () => '<p>Swapped in</p>' } },
  },
  {
    ...made(
      'turbo',
      'Turbo visits the next page without leaving this one',
      '/npm/@hotwired/turbo/dist/turbo.es2017-umd.js',
      '',
      '<div id="app"></div><p><a id="next" href="next.html">Next</a></p>',
    ),
    files: {
      'next.html': {
        type: 'text/html',
        body: (tag) =>
          `<!doctype html><html lang="en"><head><title>Next</title><script src="/npm/@hotwired/turbo/dist/turbo.es2017-umd.js"></script>${tag}</head><body>${CONTENT}<p id="here">Here</p>${WORK}</body></html>`,
      },
    },
    act: async (page) => {
      await page.locator('#next').click()
      await page.locator('#here').waitFor()
      await page.locator('#log[data-ready]').waitFor()
    },
  },
  made(
    'jquery',
    'jQuery has $ and empties the body’s end',
    '/npm/jquery/dist/jquery.min.js',
    `$(function () { $('#app').html('<b>ready</b>').hide().fadeIn(10); $(document).on('click', '#buy', function () { $('#app').append('.') }) })`,
  ),
  {
    id: 'app-jquery-sb',
    name: 'Bootstrap 4 with jQuery opens its modal over everything, then closes it',
    head: '<link rel="stylesheet" href="/npm/startbootstrap-sb-admin-2/css/sb-admin-2.min.css" />',
    body: `<div class="modal" id="modal" tabindex="-1" aria-modal="true" role="dialog"><div class="modal-dialog"><div class="modal-content"><button class="close" data-dismiss="modal">Shut</button></div></div></div>
      <script src="/npm/startbootstrap-sb-admin-2/vendor/jquery/jquery.min.js"></script><script src="/npm/startbootstrap-sb-admin-2/vendor/bootstrap/js/bootstrap.bundle.min.js"></script>${script("$('#modal').modal('show')")}`,
    act: async (page) => {
      await page.waitForTimeout(2_500)
      await page.getByRole('button', { name: 'Shut' }).click()
      await page.locator('#modal').waitFor({ state: 'hidden' })
      // Its curtain fades once it is gone itself.
      await page.locator('.modal-backdrop').waitFor({ state: 'detached' })
      // Until the pointer moves, it may stand over a button that is no longer there.
      await page.mouse.move(1, 1)
    },
  },
  {
    id: 'reveal',
    name: 'reveal.js: full screen, led by the keyboard',
    html: (
      tag,
    ) => `<!doctype html><html lang="en"><head><title>Slides</title><link rel="stylesheet" href="/npm/reveal.js/dist/reveal.css" />${tag}</head>
      <body><div class="reveal"><div class="slides"><section>${CONTENT}</section><section>Two</section></div></div>
      <script src="/npm/reveal.js/dist/reveal.js"></script>${script('Reveal.initialize({ transition: "none", hash: false, controls: false }).then(function () { document.body.dataset.shown = "" })')}${WORK}</body></html>`,
    act: (page) => page.locator('body[data-shown]').waitFor({ state: 'attached' }),
  },
  {
    id: 'swagger',
    name: 'Swagger UI, a React app that owns its page',
    head: '<link rel="stylesheet" href="/npm/swagger-ui-dist/swagger-ui.css" />',
    body: `<div id="app"></div><script src="/npm/swagger-ui-dist/swagger-ui-bundle.js"></script>${script(`SwaggerUIBundle({ dom_id: '#app', spec: {
      openapi: '3.0.0', info: { title: 'Shop', version: '1' }, paths: { '/pears': { get: { responses: { 200: { description: 'Pears' } } } } } } })`)}`,
    act: (page) => page.getByText('/pears').first().waitFor(),
  },
]

/** What has to be compiled before it can be served, by its name. */
export const BUNDLES: Record<string, string> = {
  'react.js': `import { createElement as h, StrictMode, useEffect, useState } from 'react'
    import { createRoot } from 'react-dom/client'
    const App = () => {
      const [n, setN] = useState(0)
      useEffect(() => { const timer = setTimeout(() => setN(2), 50); return () => clearTimeout(timer) }, [])
      return h('button', { onClick: () => setN(n + 1) }, 'pressed ' + n)
    }
    createRoot(document.getElementById('app')).render(h(StrictMode, null, h(App)))`,
  'react-document.js': `import { createElement as h, useEffect, useState } from 'react'
    import { createPortal } from 'react-dom'
    import { hydrateRoot } from 'react-dom/client'
    const App = () => {
      const [n, setN] = useState(0)
      useEffect(() => { const timer = setTimeout(() => setN(1), 400); return () => clearTimeout(timer) }, [])
      return h('div', null, 'Of the browser ' + n, n ? createPortal(h('i', null, 'At the end'), document.body) : null)
    }
    hydrateRoot(document.getElementById('app'), h(App), { onRecoverableError() {} })`,
  'svelte.js': `import { mount } from 'svelte'
    import App from 'app.svelte'
    mount(App, { target: document.getElementById('app') })`,
}

export const SVELTE_APP = `<script>
  let n = $state(0)
  $effect(() => { const timer = setTimeout(() => { n = 2 }, 50); return () => clearTimeout(timer) })
</script>
<button onclick={() => n++}>pressed {n}</button>
<style>button { color: rebeccapurple }</style>`

function made(id: string, name: string, library: string, code = '', app = '<div id="app"></div>'): OddPage {
  const source = library && `<script src="${library}"></script>`
  return { id: `app-${id}`, name, body: `${app}${source}${code && script(code)}` }
}
